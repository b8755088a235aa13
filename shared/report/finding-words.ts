/** Every finding by its id: how grave it is, what it rests on, what it means, and what to do. No words here accuse anybody. */
import type { KnownId } from './columns.ts';

export type FindingId =
  | 'time-order'
  | 'duplicate-attempt'
  | 'ragged-row'
  | 'quote-out-of-place'
  | 'mixed-line-ends'
  | 'undecodable-bytes'
  | 'spreadsheet-damage'
  | 'rejected-but-cleared'
  | 'passed-but-suspicious'
  | 'passed-without-review'
  | 'second-review-without-suspicion'
  | 'review-not-applied'
  | 'clean-with-incidents'
  | 'count-missing-text'
  | 'finished-without-start'
  | 'stuck'
  | 'one-learner-two-emails'
  | 'not-reviewed-error'
  | 'suspicious-without-comments'
  | 'comments-cannot-be-divided'
  | 'over-time'
  | 'practice-with-review'
  | 'unknown-value'
  | 'several-courses';

/** A contradiction cannot be true as it stands; a look may be right; explained is right, and only looks odd. */
export type Severity = 'contradiction' | 'look' | 'explained';

export interface FindingWord {
  readonly id: FindingId;
  readonly severity: Severity;
  readonly title: string;
  readonly meaning: string;
  readonly advice: string;
  /** The columns it rests on: all of one of these lists. Without them the finding is silent. */
  readonly needs: readonly (readonly KnownId[])[];
  /** Whether it is about the text of the file, and so counts rows rather than attempts. */
  readonly ofText: boolean;
}

const suspicious = ['suspicious_count', 'suspicious_comments'] as const;
const violations = ['rules_violation_count', 'rules_violation_comments'] as const;
const status = ['status'] as const;
const withReview = ['status', 'review_status'] as const;
const times = ['started_at', 'completed_at'] as const;

type Row = readonly [id: FindingId, title: string, needs: FindingWord['needs'], meaning: string, advice: string];

const again =
  'Download the report again from the platform, and open that file rather than the one that was saved by another program.';

const contradictions: readonly Row[] = [
  [
    'time-order',
    'Completed before it was started',
    [times],
    'An attempt cannot end before it begins, so at least one of the two times is not the right one. No minutes used are given for it.',
    'Download the report again. If the times stay as they are, give the attempt code to support.',
  ],
  [
    'duplicate-attempt',
    'The same attempt code more than once',
    [['attempt_code']],
    'The platform gives each attempt a code of its own. Rows that share one are most likely the same attempt twice, as where two downloads were joined, and every count here counts it twice.',
    'Download the report again, and open it as it comes.',
  ],
  [
    'ragged-row',
    'Rows with more or fewer cells than the header',
    [],
    'The cells of such a row may stand under the wrong headings. Nothing was dropped: missing cells are shown empty, and surplus ones stand in the last column.',
    'Download the report again. If the same rows come back, tell those who run the platform: its parts may be of different versions.',
  ],
  [
    'quote-out-of-place',
    'Rows with a quote where none can be',
    [],
    'The row was read literally up to the end of its line, quotes and all, so that the rows after it are not lost. Its own cells may stand under the wrong headings.',
    'Download the report again: the platform writes quotes in pairs, and an editor may have changed one.',
  ],
  [
    'mixed-line-ends',
    'Lines that end in different ways',
    [],
    'The platform ends every line alike. A file in which that changes was most likely joined from several, or edited.',
    'Download the report again, and open it as it comes.',
  ],
  [
    'undecodable-bytes',
    'Bytes that are no characters',
    [],
    'Somewhere on its way the file lost or changed a byte. The place is shown as �, and the byte is kept.',
    'Download the report again, or choose another encoding by File ▸ Reopen with encoding….',
  ],
];

const looks: readonly Row[] = [
  [
    'spreadsheet-damage',
    'Values that a spreadsheet has changed',
    [],
    'A program that opened this file and saved it has written some values in its own way, and what stood there before cannot be told from it.',
    again,
  ],
  [
    'rejected-but-cleared',
    'Not passed, though the review found nothing that fails',
    [withReview],
    'The status is rejected while the review on record would let the learner pass. Staff may have decided so, or a later review may have taken the place of the one that led here.',
    'Before you answer an appeal, ask who set the status, and give the attempt code to support.',
  ],
  [
    'passed-but-suspicious',
    'Passed, though the review says Suspicious',
    [withReview],
    'The status is verified while the review on record says Suspicious. Normally a person has looked at the attempt again and let it pass.',
    'Nothing, if somebody decided so. Otherwise read the incidents, and ask who set the status.',
  ],
  [
    'passed-without-review',
    'Passed without a review on record',
    [withReview],
    'The status is verified, and the report holds no review of the attempt. Staff can set a status without one.',
    'Nothing, if somebody decided so. Otherwise ask who set the status.',
  ],
  [
    'second-review-without-suspicion',
    'In second review, though no suspicion is on record',
    [withReview],
    'A second review normally follows a Suspicious first one, or with some providers a Rules Violation; here the review is Clean, or there is none. It may have been replaced since.',
    'Look at the attempt in the provider’s dashboard, or give its code to support.',
  ],
  [
    'review-not-applied',
    'A review is there, and the status still says submitted',
    [withReview],
    'The review has come, and the status has not followed. Often the report was made in the moment between.',
    'Generate the report again. If the status stays as it is, give the attempt code to support.',
  ],
  [
    'clean-with-incidents',
    'Clean, with Suspicious incidents counted',
    [['review_status', 'suspicious_count']],
    'A review that is sent again takes the place of the earlier one, while the incidents of both are kept. So these were probably reported by a review that no longer holds.',
    'Take the incidents as those of an earlier review. Support can tell which came when.',
  ],
  [
    'count-missing-text',
    'Incidents counted without a text, or a text without a count',
    [suspicious, violations],
    'The number of incidents and what was written of them do not go together. The comments may have been empty, or were blanked since.',
    'The count holds. Ask the provider for the comments if you need them for a decision.',
  ],
  [
    'finished-without-start',
    'Handed in or decided, and never started',
    [['status', 'started_at']],
    'The status can only be reached by an attempt that began, and the report gives no time for that. Staff may have set the status by hand.',
    'Nothing, if somebody set it. Otherwise give the attempt code to support.',
  ],
  [
    'stuck',
    'Still under way, an hour and more past the limit',
    [['status', 'started_at', 'allowed_time_limit_mins']],
    'The time allowed was over by more than an hour when the report was made, and the attempt was not handed in. Often a connection broke, or a window was closed too early. Practice and what may be timed exams are counted here, and left out of Needs you.',
    'Ask the learner what happened, and hand in or reset the attempt on the platform.',
  ],
  [
    'one-learner-two-emails',
    'One username with two emails, or one email with two usernames',
    [['username', 'email']],
    'The report gives each learner’s name and email of today, so the two should go together in every row. Joined downloads, an address changed in between, or two accounts of one person lead to this. A username counts as one learner.',
    'Look the learners up on the platform before you count or write to them.',
  ],
];

const explained: readonly Row[] = [
  [
    'not-reviewed-error',
    'Error, because the session was not reviewed',
    [withReview],
    'This is normal: when the provider gives a review up as Not Reviewed, the platform sets the status to error.',
    'Resume or reset the attempt, as with any error.',
  ],
  [
    'suspicious-without-comments',
    'Suspicious, and no incident is counted',
    [['review_status', 'suspicious_count']],
    'This is normal with some providers: they label their comments in another way, and the report leaves such comments out.',
    'Read the comments in the provider’s dashboard.',
  ],
  [
    'comments-cannot-be-divided',
    'Comments that cannot be divided for certain',
    [suspicious, violations],
    'The comments of an attempt stand in one cell, joined by semicolons, and may hold semicolons themselves. Here the pieces are not as many as the count, so the text is shown whole.',
    'Read the text as it stands. The count holds.',
  ],
  [
    'over-time',
    'Longer than the time allowed',
    [['exam_name', 'allowed_time_limit_mins', ...times]],
    'Platforms before 2017 noticed a time-out late and dated it then, hours after the learner had stopped; a second hand-in also moves the time.',
    'Nothing. It does not say that anybody had more time.',
  ],
  [
    'practice-with-review',
    'Practice attempts with a review',
    [
      ['is_sample_attempt', 'review_status'],
      ['is_sample_attempt', 'suspicious_count'],
      ['is_sample_attempt', 'suspicious_comments'],
      ['is_sample_attempt', 'rules_violation_count'],
      ['is_sample_attempt', 'rules_violation_comments'],
    ],
    'The platform gives practice and onboarding attempts no review in this report; a variant of it does. They normally change neither score nor credit.',
    'Nothing.',
  ],
  [
    'unknown-value',
    'A status or review that the viewer does not know',
    [status],
    'It is shown as it stands, and no verdict is drawn from a status that is not known. Variants of the platform have words of their own.',
    'Ask those who run the platform what it stands for.',
  ],
  [
    'several-courses',
    'More than one course in the file',
    [['course_id']],
    'The platform writes a report for one course. This file was most likely joined from several; the attempts named here are those outside the largest course.',
    'Filter by course before you count.',
  ],
];

const words = (severity: Severity, rows: readonly Row[]): FindingWord[] =>
  rows.map(([id, title, needs, meaning, advice]) => ({
    ...{ id, severity, title, meaning, advice, needs },
    ofText: needs.length === 0 && id !== 'spreadsheet-damage',
  }));

/**
 * Every finding once, the gravest first.
 * Source: docs/rules.md §4.
 */
export const findingWords: readonly FindingWord[] = [
  ...words('contradiction', contradictions),
  ...words('look', looks),
  ...words('explained', explained),
];

export const findingWord = (id: FindingId): FindingWord => findingWords.find((word) => word.id === id)!;

/** What a spreadsheet does to a file, each as it is seen there. */
export const damageWords = {
  hashes: 'cells of #### in place of a value',
  errors: 'a formula’s error, such as #NAME?',
  scientific: 'numbers shortened, such as 1.2E+11',
  mojibake: 'letters read in the wrong encoding, such as Ã©',
  flags: 'TRUE and FALSE in capitals',
  times: 'times without their offset from UTC',
} as const;

export type DamageKind = keyof typeof damageWords;
