import { isNone } from '../table/column.ts';
import { ownRule } from './sources.ts';
import { type IconName, providerFamily, reviewWord, statusKey, statusWord, type Tone } from './statuses.ts';

/** What kind of answer the viewer gives for an attempt; stable, so that it may be stored in a view. */
export type VerdictKind =
  | 'needs-you'
  | 'in-review'
  | 'not-passed'
  | 'unknown'
  | 'blocked'
  | 'unfinished'
  | 'not-started'
  | 'passed'
  | 'expired'
  | 'not-proctored'
  | 'superseded'
  | 'practice';

/** The setting that says who decides second reviews where the file does not name the provider. */
export type WhoDecides = 'provider' | 'course-team';

/** The viewer's answer for one attempt. */
export interface Verdict {
  kind: VerdictKind;
  /** Short: "Passed", "Needs you · resume or reset", "Practice · failed onboarding". */
  label: string;
  /** The same in one sentence. */
  detail: string;
  learnerSees: string | undefined;
  whoActs: string | undefined;
  /** What normally follows from it for score and credit. */
  consequence: string | undefined;
}

/** The cells a verdict is read from. */
export interface VerdictInput {
  /** The is_sample_attempt cell; leave out when there is no such column. */
  sample?: string | undefined;
  status: string;
  /** The provider cell; `undefined` when there is no such column. */
  provider?: string | undefined;
  /** The review_status cell, which only changes the words; `undefined` when there is no such column. */
  review?: string | undefined;
  /** From supersededRows (superseded.ts). */
  superseded?: boolean | undefined;
  whoDecides?: WhoDecides | undefined;
}

/** What is said of the verdict of a row that lacks cells. */
export const shortRowSentence =
  'This row has fewer cells than the header, so its verdict may be read from the wrong cell: see Problems.';

/** What the review leaves open; said wherever an attempt is called passed. */
export const passingSaysNothing = 'Passing the review says nothing about the score.';

/** A kind of verdict, for filters, cards and charts. `order` is by what there is to do, from 0. */
export interface VerdictWord {
  kind: VerdictKind;
  label: string;
  meaning: string;
  /** What such attempts usually have in common; the verdict of each says it for itself. */
  learnerSees: string | undefined;
  whoActs: string | undefined;
  source: string;
  tone: Tone;
  icon: IconName;
  order: number;
}

const kinds: readonly (readonly [VerdictKind, string, Tone, IconName, string])[] = [
  [
    'needs-you',
    'Needs you',
    'attention',
    'circle-alert',
    'The course team has a decision to take or an attempt to reset.',
  ],
  ['in-review', 'In review', 'waiting', 'clock', 'The session waits for the provider’s review.'],
  ['not-passed', 'Not passed', 'bad', 'circle-x', 'The review is complete, and the learner did not pass it.'],
  [
    'unknown',
    'Unknown',
    'neutral',
    'circle-question-mark',
    'The status is none that the viewer can draw a verdict from.',
  ],
  ['blocked', 'Blocked by onboarding', 'neutral', 'lock', 'The learner has to be through onboarding first.'],
  ['unfinished', 'Unfinished', 'progress', 'circle-play', 'The learner has begun and not handed in.'],
  ['not-started', 'Not started', 'neutral', 'circle-dashed', 'The learner has not begun the exam.'],
  [
    'passed',
    'Passed',
    'good',
    'circle-check',
    `The review is complete, and the learner passed it. ${passingSaysNothing}`,
  ],
  ['expired', 'Expired', 'neutral', 'calendar-x', 'The time for the exam ended before the learner completed it.'],
  ['not-proctored', 'Not proctored', 'neutral', 'ban', 'Proctoring was declined, by the learner or by the platform.'],
  ['superseded', 'Superseded', 'neutral', 'replace', 'A newer attempt has taken this one’s place.'],
  ['practice', 'Practice', 'neutral', 'flask-conical', 'A practice or onboarding exam, which does not count.'],
];

/** What the learner usually sees of an attempt of each kind, and who acts. */
const usual: Readonly<Record<VerdictKind, readonly [learnerSees: string | undefined, whoActs: string | undefined]>> = {
  'needs-you': ['Pending or Error', 'course team'],
  'in-review': ['Pending', 'provider'],
  'not-passed': ['Unsatisfactory', 'course team, on appeal'],
  unknown: [undefined, undefined],
  blocked: [undefined, 'learner, or the provider while onboarding waits for its review'],
  unfinished: [undefined, 'learner'],
  'not-started': [undefined, 'learner'],
  passed: ['Satisfactory', undefined],
  expired: [undefined, undefined],
  'not-proctored': [undefined, undefined],
  superseded: [undefined, undefined],
  practice: [undefined, undefined],
};

/**
 * Every kind of verdict once, ordered by what there is to do.
 * Source: docs/rules.md §2.
 */
export const verdictKinds: readonly VerdictWord[] = kinds.map(([kind, label, tone, icon, meaning], order) => ({
  kind,
  label,
  meaning,
  learnerSees: usual[kind][0],
  whoActs: usual[kind][1],
  source: ownRule,
  tone,
  icon,
  order,
}));

/** Whether the review has spoken: Passed or Not passed. */
export function isDecided(kind: VerdictKind): boolean {
  return kind === 'passed' || kind === 'not-passed';
}

/** Whether an attempt belongs to the base of rates: decided, In review or Needs you (docs/rules.md §2). */
export function isInRateBase(kind: VerdictKind): boolean {
  return isDecided(kind) || kind === 'in-review' || kind === 'needs-you';
}

// A spreadsheet set to another language saves the platform's True in its own words.
const trueWords = new Set(['true', 'wahr', 'vrai', 'verdadero', 'verdadeiro', 'vero', 'waar', 'истина', 'prawda']);

/** Whether an is_sample_attempt cell says yes. */
export function isPractice(sample: string | undefined): boolean {
  return sample !== undefined && trueWords.has(sample.trim().toLowerCase());
}

/**
 * Whether "who decides is not named in this file" holds for an attempt: a second review, no provider named, and the
 * setting not answered. Such attempts are In review, counted apart, and put on the worklist once.
 * Source: docs/rules.md §2.
 */
export function decidesUnnamed(input: VerdictInput): boolean {
  return (
    !isPractice(input.sample) &&
    statusKey(input.status) === 'second_review_required' &&
    providerFamily(input.provider) === 'unnamed' &&
    input.whoDecides === undefined
  );
}

const kindOfStatus: ReadonlyMap<string, VerdictKind> = new Map<string, VerdictKind>([
  ['verified', 'passed'],
  ['rejected', 'not-passed'],
  ['error', 'needs-you'],
  ['not_reviewed', 'needs-you'],
  ['timed_out', 'needs-you'],
  ['submitted', 'in-review'],
  ['started', 'unfinished'],
  ['ready_to_submit', 'unfinished'],
  ['completed', 'unfinished'],
  ['ready_to_resume', 'unfinished'],
  ['eligible', 'not-started'],
  ['created', 'not-started'],
  ['download_software_clicked', 'not-started'],
  ['ready_to_start', 'not-started'],
  ['declined', 'not-proctored'],
  ['expired', 'expired'],
  ['onboarding_reset', 'superseded'],
  ['resumed', 'superseded'],
]);

const labelOfKind = new Map(verdictKinds.map(({ kind, label }) => [kind, label]));

// What replaces the kind's plain label, and the status's own meaning, where a status has more to say.
const labels = new Map([
  ['error', 'Needs you · resume or reset'],
  ['not_reviewed', 'Needs you · resume or reset'],
  ['timed_out', 'Needs you · timed out, may be reset'],
]);
const details = new Map([
  ['rejected', 'The review is complete, and the learner did not pass it.'],
  ['submitted', 'The session was sent for review and waits for the result.'],
  ['error', 'Something failed during the exam or its review; the course team can resume or reset the attempt.'],
  ['not_reviewed', 'The provider did not review the session; the course team can resume or reset the attempt.'],
]);
const consequences = new Map([
  ['verified', `The exam normally counts towards credit. ${passingSaysNothing}`],
  ['rejected', 'The exam’s score is normally set to 0, and credit for the course is normally lost.'],
  ['error', 'As it stands, the exam normally counts as failed for credit.'],
  ['declined', 'The exam normally does not count towards credit.'],
]);

/**
 * The verdict of one attempt, by the first rule that fits. It is read from `status`; the review is evidence only.
 * Never throws: a status nobody knows is Unknown, labelled by its own text.
 * Source: docs/rules.md §2.
 */
export function verdictOf(input: VerdictInput): Verdict {
  const key = statusKey(input.status);
  if (isPractice(input.sample)) return practice(input.status);
  if (key === 'second_review_required') return secondReview(input);
  if (key === 'error' && input.superseded) {
    return plain('superseded', {
      label: 'Superseded (likely resumed)',
      detail: 'Something failed during this attempt, and the file holds a later attempt of the learner at the exam.',
    });
  }
  const kind = kindOfStatus.get(key);
  const word = statusWord(input.status);
  if (kind !== undefined && word !== undefined) {
    return {
      kind,
      label: labels.get(key) ?? labelOfKind.get(kind)!,
      detail: details.get(key) ?? word.meaning,
      learnerSees: word.learnerSees,
      whoActs: word.whoActs,
      consequence: consequences.get(key),
    };
  }
  if (key.startsWith('onboarding_')) {
    return plain('blocked', {
      detail: word?.meaning ?? 'The learner has to be through onboarding before the exam can begin.',
      whoActs: word?.whoActs ?? 'learner',
    });
  }
  return unknown(input.status);
}

function plain(kind: VerdictKind, parts: Partial<Verdict> & { detail: string }): Verdict {
  const label = labelOfKind.get(kind)!;
  return { kind, label, learnerSees: undefined, whoActs: undefined, consequence: undefined, ...parts };
}

function practice(status: string): Verdict {
  const phrase = isNone(status) ? 'no status' : (statusWord(status)?.phrase ?? `unknown: ${status.trim()}`);
  const known = isNone(status) || statusWord(status) !== undefined;
  return plain('practice', {
    label: `Practice · ${phrase}`,
    detail: `A practice or onboarding attempt: ${known ? phrase : `the viewer does not know the status “${status.trim()}”`}.`,
    consequence: 'Practice and onboarding normally change neither score nor credit.',
  });
}

function unknown(status: string): Verdict {
  if (isNone(status))
    return plain('unknown', { label: 'No status', detail: 'The report gives no status for this attempt.' });
  const detail = `The viewer draws no verdict from the status “${status.trim()}” and shows it as it stands.`;
  return plain('unknown', { label: `Unknown · ${status.trim()}`, detail });
}

/** What the report says of the review before the second one (docs/rules.md §4, second-review-without-suspicion). */
function firstReview(review: string | undefined): string {
  if (review === undefined) return 'A first review asks for a second one';
  if (isNone(review)) return 'A second review is required, and no first one is on record';
  const word = reviewWord(review);
  if (word?.key === 'suspicious' || word?.key === 'rules_violation') return `A first review came out ${word.label}`;
  return `A second review is required, though the review on record is ${word?.label ?? 'not known to the viewer'}`;
}

function secondReview(input: VerdictInput): Verdict {
  const family = providerFamily(input.provider);
  const first = firstReview(input.review);
  const byProvider = family === 'unnamed' ? input.whoDecides !== 'course-team' : family === 'rpnow';
  if (!byProvider) {
    const where = family === 'proctortrack' ? ', in Proctortrack’s dashboard' : '';
    return plain('needs-you', {
      label: 'Needs you · second review',
      detail: `${first}; the course team decides the second one${where}.`,
      learnerSees: 'Pending',
      whoActs: 'course team',
    });
  }
  const unnamed = decidesUnnamed(input);
  return plain('in-review', {
    label: 'In review · second review',
    detail: unnamed
      ? `${first}; who decides the second one is not named in this file.`
      : `${first}; the provider’s reviewers do the second one, and you need not act.`,
    learnerSees: 'Pending',
    whoActs: unnamed ? 'provider or course team' : 'provider',
  });
}

/**
 * Of the attempts of one learner at one exam of one course, in the order of the file and by the times when they began, in
 * UTC microseconds: whether a later one would have taken its place, were it an error. Later is what stands earlier in the
 * file, which the platform writes newest first, or what started later. If the known start times contradict the order, the
 * file was sorted anew and the times alone count: else two errors could each hide the other, and the work with them.
 * Source: docs/rules.md §2.
 */
export function supersededAmong(startedMicros: readonly (number | undefined)[]): boolean[] {
  const starts = startedMicros.filter((start) => start !== undefined);
  const newestFirst = starts.every((start, place) => place === 0 || start <= starts[place - 1]!);
  const newest = starts.reduce((latest, start) => Math.max(latest, start), Number.NEGATIVE_INFINITY);
  return startedMicros.map((start, place) => (newestFirst ? place > 0 : newest > (start ?? newest)));
}
