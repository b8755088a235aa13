import { isNone } from '../table/column.ts';
import { documentedReview, documentedStatus, proctoringCode } from './sources.ts';

/** What a badge's colour says. The word always stands beside it. */
export type Tone = 'good' | 'bad' | 'attention' | 'waiting' | 'progress' | 'neutral';

/** The icons of the badges, by their lucide names. */
export type IconName =
  | 'ban'
  | 'calendar-x'
  | 'circle-alert'
  | 'circle-check'
  | 'circle-dashed'
  | 'circle-minus'
  | 'circle-play'
  | 'circle-question-mark'
  | 'circle-x'
  | 'clock'
  | 'flask-conical'
  | 'lock'
  | 'replace'
  | 'search-check'
  | 'timer-off'
  | 'triangle-alert';

/** A status the viewer knows. `order` follows the life of an attempt, from 0. */
export interface StatusWord {
  key: string;
  label: string;
  /** Lower-case, to stand inside a longer label: "Practice · failed onboarding". */
  phrase: string;
  meaning: string;
  /** The result in the learner's words, where the documentation gives one. */
  learnerSees: string | undefined;
  whoActs: string | undefined;
  /** Where this is known from. */
  source: string;
  order: number;
  tone: Tone;
  icon: IconName;
}

/** A review result the viewer knows. `result` is the exam result the documentation names for it. */
export interface ReviewWord {
  key: string;
  label: string;
  meaning: string;
  result: 'Pass' | 'Fail' | 'n/a';
  learnerSees: string | undefined;
  whoActs: string | undefined;
  source: string;
  order: number;
  tone: Tone;
  icon: IconName;
}

/** What is known of the provider: RPNow is `software_secure` and `rpnow4`; unnamed is no column, empty, or `None`. */
export type ProviderFamily = 'rpnow' | 'proctortrack' | 'other' | 'unnamed';

/** A status or review text as it is compared: trimmed, lower-case, spaces and `-` as `_` (docs/rules.md §2). */
export function statusKey(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

/** Sorts a provider cell into the families whose reviews work alike (docs/domain.md §4). */
export function providerFamily(provider: string | undefined): ProviderFamily {
  if (provider === undefined || isNone(provider)) return 'unnamed';
  const name = statusKey(provider);
  if (name === 'software_secure' || name === 'rpnow4') return 'rpnow';
  return name === 'proctortrack' ? 'proctortrack' : 'other';
}

type Look = Pick<StatusWord, 'learnerSees' | 'whoActs' | 'tone' | 'icon'>;

const look = (tone: Tone, icon: IconName, whoActs?: string, learnerSees?: string): Look => ({
  learnerSees,
  whoActs,
  tone,
  icon,
});

const notStarted = look('neutral', 'circle-dashed', 'learner');
const unfinished = look('progress', 'circle-play', 'learner');
const blocked = look('neutral', 'lock', 'learner');

// In the order of an attempt's life; who acts and what the learner sees are those of docs/rules.md §2.
const rows: readonly (readonly [key: string, label: string, phrase: string, look: Look, meaning: string])[] = [
  ['eligible', 'Eligible', 'not started', notStarted, 'The learner may take the exam and has no session yet.'],
  ['created', 'Created', 'not started', notStarted, 'The attempt is on record, and the exam is not begun.'],
  [
    'download_software_clicked',
    'Download clicked',
    'setting up the software',
    notStarted,
    'The learner went to install the proctoring software, and the exam is not begun.',
  ],
  [
    'ready_to_start',
    'Ready to start',
    'ready to start',
    notStarted,
    'Everything is set up; the learner has yet to begin.',
  ],
  ['started', 'Started', 'started', unfinished, 'The learner began the exam: it is under way, or was left unfinished.'],
  [
    'waiting_for_app_shutdown',
    'Waiting for app shutdown',
    'waiting for the software to close',
    look('neutral', 'circle-question-mark'),
    'The proctoring software has yet to close; only a variant of the platform writes this.',
  ],
  [
    'ready_to_submit',
    'Ready to submit',
    'not handed in yet',
    unfinished,
    'The learner finished the exam but has not handed it in.',
  ],
  [
    'completed',
    'Completed',
    'completed',
    unfinished,
    'The learner finished the exam; platforms later than August 2015 say “ready_to_submit” instead.',
  ],
  [
    'ready_to_resume',
    'Ready to resume',
    'ready to resume',
    unfinished,
    'The attempt broke off, and the learner may now go on with it.',
  ],
  [
    'submitted',
    'Submitted',
    'submitted',
    look('waiting', 'clock', 'provider', 'Pending'),
    'The learner finished, and the session was sent for review. A timed exam, which nobody reviews, ends here.',
  ],
  [
    'second_review_required',
    'Second review required',
    'in second review',
    look('waiting', 'search-check', 'provider or course team', 'Pending'),
    'A first review came out Suspicious, and a second, closer one has to decide.',
  ],
  [
    'verified',
    'Verified',
    'passed',
    look('good', 'circle-check', undefined, 'Satisfactory'),
    'The review is complete, and the learner passed it.',
  ],
  [
    'rejected',
    'Rejected',
    'not passed',
    look('bad', 'circle-x', 'course team, on appeal', 'Unsatisfactory'),
    'The review is complete, and the learner did not pass it. The exam’s score normally becomes 0, and credit ' +
      'for the course is normally lost.',
  ],
  [
    'not_reviewed',
    'Not reviewed',
    'not reviewed',
    look('attention', 'circle-minus', 'course team', 'Error'),
    'The provider did not review the session. Platforms later than January 2016 say “error” instead.',
  ],
  [
    'error',
    'Error',
    'error',
    look('attention', 'circle-alert', 'course team', 'Error'),
    'Something failed during the exam, or its review came back Not Reviewed. The course team can resume or reset it.',
  ],
  [
    'timed_out',
    'Timed out',
    'timed out',
    look('attention', 'timer-off', 'course team'),
    'Time ran out before the exam was handed in; the course team may reset the attempt.',
  ],
  [
    'declined',
    'Declined',
    'declined',
    look('neutral', 'ban'),
    'Not taken as a proctored exam: the learner opted out here, or at another exam and the platform carried it over.',
  ],
  [
    'expired',
    'Expired',
    'expired',
    look('neutral', 'calendar-x'),
    'The exam’s due date or the course’s end passed before the learner completed it.',
  ],
  [
    'onboarding_missing',
    'Onboarding missing',
    'onboarding missing',
    blocked,
    'The learner has to pass onboarding before the exam can begin.',
  ],
  [
    'onboarding_pending',
    'Onboarding pending',
    'onboarding pending',
    look('waiting', 'lock', 'provider'),
    'The learner’s onboarding waits for its review, and the exam cannot begin before.',
  ],
  [
    'onboarding_failed',
    'Onboarding failed',
    'failed onboarding',
    blocked,
    'The learner’s onboarding was not accepted and has to be done again.',
  ],
  [
    'onboarding_expired',
    'Onboarding expired',
    'onboarding expired',
    blocked,
    'The learner’s onboarding is too old and has to be done again.',
  ],
  [
    'onboarding_reset',
    'Onboarding reset',
    'onboarding reset',
    look('neutral', 'replace'),
    'An onboarding attempt that a newer one has replaced.',
  ],
  [
    'resumed',
    'Resumed',
    'resumed',
    look('neutral', 'replace'),
    'An attempt that broke off and went on as a newer one.',
  ],
];

/** Those that the documentation lists. */
const documented = new Set(
  (
    'completed created declined error expired ready_to_start ready_to_submit rejected second_review_required started ' +
    'submitted timed_out verified'
  ).split(' '),
);

/**
 * Every status ever written, by its key, in life-cycle order.
 * Source: docs/domain.md §3, docs/rules.md §2.
 */
export const statuses: ReadonlyMap<string, StatusWord> = new Map(
  rows.map(([key, label, phrase, look, meaning], order) => [
    key,
    { key, label, phrase, meaning, source: documented.has(key) ? documentedStatus : proctoringCode, order, ...look },
  ]),
);

/** The status a cell names, in whatever case or separators; `undefined` when the viewer does not know it. */
export function statusWord(text: string): StatusWord | undefined {
  return statuses.get(statusKey(text));
}

const statusByProvider: Readonly<Record<string, Readonly<Record<ProviderFamily, string>>>> = {
  second_review_required: {
    rpnow: 'The provider’s reviewers do it; the course team need not act.',
    proctortrack: 'The course team decides, by marking Pass or Fail in Proctortrack’s dashboard.',
    other: 'With this provider the decision is most likely the course team’s.',
    unnamed:
      'Who decides is not named in this file: with RPNow the provider’s reviewers, with Proctortrack the course team.',
  },
  verified: {
    rpnow: 'It follows a review of Clean or Rules Violation.',
    proctortrack: 'It follows a Clean review, or a Pass marked by the course team.',
    other: 'It follows a Clean review, or a decision by a person.',
    unnamed: 'It normally follows a review of Clean or Rules Violation.',
  },
  rejected: {
    rpnow: 'It follows a review of Suspicious.',
    proctortrack: 'It follows a Fail marked by a person; a Rules Violation may lead here too.',
    other: 'It follows a decision by a person; a Rules Violation may lead here too.',
    unnamed: 'It normally follows a review of Suspicious.',
  },
};

/** What is to be added to a status's meaning for each family of providers, where they differ. */
export const statusProviders = (key: string): Readonly<Record<ProviderFamily, string>> | undefined =>
  Object.hasOwn(statusByProvider, key) ? statusByProvider[key] : undefined;

/**
 * What a status means, worded for the provider where providers differ. `provider` is the cell's text, or `undefined`
 * when the file has no such column. Never empty.
 * Source: docs/domain.md §3 and §4.
 */
export function statusMeaning(text: string, provider?: string): string {
  if (isNone(text)) return 'The report gives no status for this attempt.';
  const word = statusWord(text);
  if (word === undefined) return 'This viewer does not know this status and shows it as it stands.';
  const special = statusProviders(word.key);
  return special ? `${word.meaning} ${special[providerFamily(provider)]}` : word.meaning;
}

const reviewRows: readonly Omit<ReviewWord, 'order' | 'source'>[] = [
  {
    key: 'clean',
    label: 'Clean',
    result: 'Pass',
    learnerSees: 'Satisfactory',
    whoActs: undefined,
    tone: 'good',
    icon: 'circle-check',
    meaning: 'Nothing against the rules was seen. The learner passes: status verified, result Satisfactory.',
  },
  {
    key: 'rules_violation',
    label: 'Rules Violation',
    result: 'Pass',
    learnerSees: 'Satisfactory with RPNow, Pending with other providers',
    whoActs: 'nobody with RPNow, the course team with other providers',
    tone: 'neutral',
    icon: 'triangle-alert',
    meaning: 'A rule was broken in a way that leaves the exam sound, for example by music in the room.',
  },
  {
    key: 'suspicious',
    label: 'Suspicious',
    result: 'Fail',
    learnerSees: 'Pending, and Unsatisfactory once it is confirmed',
    whoActs: 'provider or course team',
    tone: 'bad',
    icon: 'circle-alert',
    meaning:
      'The reviewer reported an incident that puts the exam itself in doubt. The status is normally ' +
      'second_review_required first and rejected once a person has confirmed it; the learner then sees Unsatisfactory.',
  },
  {
    key: 'not_reviewed',
    label: 'Not Reviewed',
    result: 'n/a',
    learnerSees: 'Error',
    whoActs: 'course team',
    tone: 'attention',
    icon: 'circle-minus',
    meaning:
      'The documentation says that the review is not complete yet. On platforms since 2019 it is a review that was ' +
      'given up, and the status becomes error.',
  },
];

/**
 * The four review results, by their key, mildest first.
 * Source: docs/domain.md §3.
 */
export const reviews: ReadonlyMap<string, ReviewWord> = new Map(
  reviewRows.map((word, order) => [word.key, { ...word, source: documentedReview, order }]),
);

// What providers send to the platform; it is converted before it is stored, but costs nothing to understand.
const machineReviews = new Map([
  ['passed', 'clean'],
  ['violation', 'rules_violation'],
]);

/** The review result a cell names, machine values included; `undefined` for none and for an unknown one. */
export function reviewWord(text: string): ReviewWord | undefined {
  const key = statusKey(text);
  return reviews.get(machineReviews.get(key) ?? key);
}

/** What a Rules Violation leads to with each family of providers. */
export const violationByProvider: Readonly<Record<ProviderFamily, string>> = {
  rpnow: 'The learner passes: status verified, result Satisfactory.',
  proctortrack: 'The documentation calls it a pass; the platform asks for a second review by the course team.',
  other: 'The documentation calls it a pass; with this provider the platform most likely asks for a second review.',
  unnamed:
    'With RPNow the learner passes: status verified, result Satisfactory. Other providers ask for a second review.',
};

/**
 * What a review result means, worded for the provider where providers differ; parameters as for {@link statusMeaning}.
 * Source: docs/domain.md §3 and §4.
 */
export function reviewMeaning(text: string, provider?: string): string {
  if (isNone(text)) {
    return 'No review is recorded: normal while a session waits, and always so for practice and timed exams.';
  }
  const word = reviewWord(text);
  if (word === undefined) return 'This viewer does not know this review result and shows it as it stands.';
  if (word.key !== 'rules_violation') return word.meaning;
  return `${word.meaning} ${violationByProvider[providerFamily(provider)]}`;
}
