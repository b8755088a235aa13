// The attempts behind a sample: which exams a course has, how far each learner came and what the reviewers wrote
// (Domain §2.5–3.2, §6). sample.ts turns them into text.

import { comment, type Learner, learnerAt, Random, type RemarkKind } from './sample-words.ts';

type Weights = readonly (readonly [string, number])[];
type Kind = 'proctored' | 'rest' | 'practice' | 'onboarding' | 'timed';

const beforeExam: Weights = [
  ['created', 2.2],
  ['download_software_clicked', 1.1],
  ['ready_to_start', 0.7],
  ['started', 1.2],
  ['ready_to_submit', 0.4],
];
const reviewed: Weights = [
  ['verified', 76],
  ['submitted', 4.5],
  ['rejected', 3.6],
  ['second_review_required', 3.2],
  ['error', 2.2],
  ['declined', 2.6],
  ['timed_out', 0.5],
  ['expired', 0.06],
  ['awaiting_id_check', 0.03],
  ...beforeExam,
];
const onboardingTrouble: Weights = [
  ['onboarding_missing', 1.2],
  ['onboarding_pending', 1.2],
  ['onboarding_failed', 0.9],
  ['onboarding_expired', 0.5],
];
const weightsOf: Record<Kind, Weights> = {
  proctored: reviewed,
  rest: [...reviewed, ...onboardingTrouble],
  practice: [['verified', 40], ['submitted', 28], ['rejected', 2], ['error', 8], ...beforeExam],
  onboarding: [['verified', 62], ['submitted', 9], ['rejected', 6], ['error', 3], ...onboardingTrouble, ...beforeExam],
  timed: [['submitted', 88], ['timed_out', 3], ['error', 0.4], ...beforeExam],
};

/** What a share of the rows shows besides its status: the disagreements of Domain §3.2 and the texts of §2.5. */
type Oddity = 'again' | 'other-review' | 'leftover' | 'resent' | 'remark' | 'formula';
/** [place within the exam from newest 0 to oldest 1, status, oddity]: so that the rare is in every sample of 200 rows. */
type Fixed = readonly [number, string, Oddity?];

export interface Exam {
  readonly name: string;
  readonly kind: Kind;
  readonly provider: string;
  readonly share: number;
  readonly limitMins: number;
  /** Days before the download on which the exam closed and opened. */
  readonly closed: number;
  readonly opened: number;
  readonly fixed: readonly Fixed[];
}

const finalFixed: readonly Fixed[] = [
  [0, 'started'],
  [0.02, 'download_software_clicked'],
  [0.04, 'created'],
  [0.06, 'ready_to_start'],
  [0.09, 'ready_to_submit'],
  [0.2, 'submitted', 'other-review'],
  [0.36, 'second_review_required'],
  [0.44, 'verified', 'again'],
  [0.5, 'rejected', 'remark'],
  [0.58, 'second_review_required', 'remark'],
  [0.66, 'expired'],
  [0.72, 'declined'],
  [0.78, 'error', 'other-review'],
  [0.86, 'verified', 'leftover'],
];
const midtermFixed: readonly Fixed[] = [
  [0.05, 'rejected', 'resent'],
  [0.15, 'rejected', 'other-review'],
  [0.25, 'verified', 'again'],
  [0.35, 'second_review_required', 'formula'],
  [0.45, 'timed_out'],
  [0.55, 'error'],
  [0.65, 'verified', 'other-review'],
  [0.75, 'rejected', 'remark'],
  [0.9, 'verified', 'remark'],
];
const restFixed: readonly Fixed[] = [
  [0.1, 'second_review_required'],
  [0.3, 'onboarding_missing'],
  [0.5, 'rejected'],
  [0.7, 'awaiting_id_check'],
  [0.9, 'onboarding_expired'],
];
const onboardingFixed: readonly Fixed[] = [
  [0.1, 'onboarding_pending'],
  [0.3, 'verified', 'again'],
  [0.5, 'onboarding_failed'],
  [0.7, 'onboarding_missing'],
  [0.85, 'onboarding_expired'],
];

const exam = (
  name: string,
  kind: Kind,
  provider: string,
  share: number,
  limitMins: number,
  [opened, closed]: readonly [number, number],
  fixed: readonly Fixed[] = [],
): Exam => ({ name, kind, provider, share, limitMins, opened, closed, fixed });

/** In code point order, as the report sorts its exams. */
export const exams: readonly Exam[] = [
  exam('Diagnostic Test (archived)', 'timed', 'None', 3, 45, [75, 68]),
  exam('Final Exam', 'proctored', 'software_secure', 29, 120, [13, 0], finalFixed),
  exam('Final Exam, Retake', 'proctored', 'rpnow4', 6, 120, [20, 17]),
  exam('Midterm, Part "A"', 'proctored', 'software_secure', 25, 90, [45, 33], midtermFixed),
  exam('Onboarding', 'onboarding', 'proctortrack', 7, 20, [50, 9], onboardingFixed),
  exam('Practice Proctored Exam', 'practice', 'software_secure', 7, 30, [62, 4]),
  exam('Week 3: Timed Quiz', 'timed', 'null', 8, 30, [58, 51]),
  exam('Аттестация по онлайн-модулю', 'rest', 'proctortrack', 9, 60, [24, 11], restFixed),
  exam('امتحان منتصف الفصل', 'proctored', 'software_secure', 6, 90, [31, 27]),
];

/** Every status that occurs in a sample of 200 rows or more. */
export const sampleStatuses: readonly string[] = [
  ...new Set([...exams.flatMap(({ kind }) => weightsOf[kind].map(([status]) => status)), 'onboarding_reset']),
].sort();

const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;
const courseId = 'course-v1:edX+DemoX+Demo_2021';
const notStarted =
  /^(created|declined|download_software_clicked|ready_to_start|expired|awaiting_id_check|onboarding_(?!reset).*)$/;

export interface Attempt {
  readonly createdMs: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** Python's str() of a UTC datetime: six digits of fraction, or none when there are no microseconds. */
function stamp(ms: number | null, micros: number): string {
  if (ms === null) return 'None';
  const iso = new Date(ms).toISOString();
  const fraction = micros === 0 ? '' : `.${iso.slice(20, 23)}${String(micros).padStart(3, '0')}`;
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}${fraction}+00:00`;
}

function reviewOf(status: string, { kind, provider }: Exam, odd: Oddity | undefined, random: Random): string {
  if (kind === 'practice' || kind === 'onboarding' || kind === 'timed') return 'None';
  const other = odd === 'other-review';
  switch (status) {
    case 'verified':
      if (odd === 'leftover') return 'Clean';
      if (other) return random.pick(['Suspicious', 'None']);
      return provider === 'proctortrack' || random.chance(0.82) ? 'Clean' : 'Rules Violation';
    case 'second_review_required':
      if (other) return random.pick(['Clean', 'None']);
      return provider === 'proctortrack' && random.chance(0.4) ? 'Rules Violation' : 'Suspicious';
    case 'rejected':
      return other ? random.pick(['Clean', 'Rules Violation']) : 'Suspicious';
    case 'submitted':
      return other ? random.pick(['Clean', 'Suspicious']) : 'None';
    case 'error':
      return other || random.chance(0.35) ? 'Not Reviewed' : 'None';
    default:
      return 'None';
  }
}

function commentsOf(
  column: 'suspicious' | 'violation',
  count: number,
  odd: Oddity | undefined,
  startedMs: number,
  random: Random,
): string[] {
  const texts: string[] = [];
  for (let i = 0; i < count; i += 1) {
    let kind: RemarkKind = random.chance(0.18) ? 'remark' : 'usual';
    if (i === 0 && (odd === 'remark' || odd === 'formula')) kind = odd;
    texts.push(comment(column, kind, startedMs, random));
  }
  // A review that is sent again adds its comments again (Domain §2.5).
  return odd === 'resent' ? [...texts, ...texts] : texts;
}

function drawOddity(random: Random): Oddity | undefined {
  const x = random.unit();
  if (x > 0.062) return undefined;
  if (x < 0.012) return 'again';
  if (x < 0.022) return 'other-review';
  if (x < 0.025) return 'leftover';
  if (x < 0.03) return 'resent';
  return x < 0.033 ? 'formula' : 'remark';
}

interface Draft {
  readonly exam: Exam;
  readonly learner: Learner;
  readonly createdMs: number;
  readonly status: string;
  readonly odd: Oddity | undefined;
  /** Minutes already used up in an attempt that broke off, when this one goes on from it. */
  readonly usedBefore: number;
}

/** How far an attempt can have come by the time of the download. */
function settle(draft: Draft, allowed: number, asOfMs: number, isFixed: boolean, random: Random) {
  const limitMs = allowed * minuteMs;
  let { status } = draft;
  let startedMs: number | null = draft.createdMs + random.whole(90_000, 14 * minuteMs);
  let completedMs: number | null = null;
  if (notStarted.test(status)) return { status, startedMs: null, completedMs };
  if (startedMs >= asOfMs) return { status: 'created', startedMs: null, completedMs };
  if (status === 'started' || status === 'ready_to_submit') return { status, startedMs, completedMs };
  // Two draws make a hump around three quarters of the limit; one learner in twelve uses it all.
  const share = random.chance(0.08) ? 1 : 0.42 + (random.unit() + random.unit()) * 0.3;
  completedMs = startedMs + Math.floor(limitMs * Math.min(share, 1)) + random.whole(0, 1500);
  if (completedMs >= asOfMs) {
    return random.chance(0.15)
      ? { status: 'ready_to_submit', startedMs, completedMs: null }
      : { status: 'started', startedMs, completedMs: null };
  }
  const { kind } = draft.exam;
  const waits = kind === 'proctored' || kind === 'rest';
  // A review takes two to five business days.
  if (waits && !isFixed && /verified|rejected|second/.test(status)) {
    if (completedMs + random.whole(2, 6) * dayMs > asOfMs) status = 'submitted';
  }
  if (status === 'error' && draft.odd !== 'other-review') completedMs = null;
  if (status === 'onboarding_reset' && random.chance(0.3)) startedMs = completedMs = null;
  return { status, startedMs, completedMs };
}

function attemptFrom(draft: Draft, asOfMs: number, isFixed: boolean, random: Random): Attempt {
  const { exam, learner, createdMs, odd } = draft;
  const full = Math.round(exam.limitMins * learner.timeFactor);
  // Close to the due date the limit is cut, down to nothing (Domain §1.2).
  const cut = random.chance(0.004) ? random.whole(0, exam.limitMins - 1) : full;
  const allowed = Math.max(0, cut - draft.usedBefore);
  const { status, startedMs, completedMs } = settle(draft, allowed, asOfMs, isFixed, random);
  const review = reviewOf(status, exam, odd, random);
  const counted = exam.provider === 'software_secure' || exam.provider === 'rpnow4';
  const hasIncidents = counted && (review === 'Suspicious' || review === 'Rules Violation' || odd === 'leftover');
  const suspicious = hasIncidents && review !== 'None' && review !== 'Rules Violation';
  const violation = hasIncidents && (review === 'Rules Violation' || random.chance(0.3));
  const upTo = () => random.weighted([1, 2, 3, 4, 6].map((n, i) => [n, 16 >> i] as const));
  const suspiciousTexts = suspicious ? commentsOf('suspicious', upTo(), odd, startedMs ?? createdMs, random) : [];
  const violationTexts = violation ? commentsOf('violation', upTo(), odd, startedMs ?? createdMs, random) : [];
  const isWhole = random.chance(0.06);
  const micros = () => (isWhole ? 0 : random.whole(1, 999));
  return {
    createdMs,
    cells: {
      created: stamp(createdMs, micros()),
      modified: stamp(Math.min(asOfMs, (completedMs ?? startedMs ?? createdMs) + random.whole(0, dayMs)), micros()),
      external_id: startedMs === null || exam.kind === 'timed' ? 'None' : random.hex(24),
      org_id: 'edX',
      course_id: courseId,
      course_run: 'Demo_2021',
      anonymous_user_id: learner.anonymousId,
      student_id: learner.studentId,
      provider: exam.provider,
      track: learner.track,
      exam_name: exam.name,
      username: learner.username,
      email: learner.email,
      user_email: learner.email,
      attempt_code: random.uuid(),
      allowed_time_limit_mins: startedMs === null ? 'None' : String(allowed),
      is_sample_attempt: exam.kind === 'practice' || exam.kind === 'onboarding' ? 'True' : 'False',
      started_at: stamp(startedMs, micros()),
      completed_at: stamp(completedMs, micros()),
      status,
      review_status: review,
      'Suspicious Count': String(suspiciousTexts.length),
      'Suspicious Comments': suspiciousTexts.join('; '),
      'Rules Violation Count': String(violationTexts.length),
      'Rules Violation Comments': violationTexts.join('; '),
    },
  };
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** One exam's attempts, newest first. A learner takes it once, but for attempts broken off or replaced. */
export function* attemptsOf(
  exam: Exam,
  quota: number,
  learners: number,
  seed: number,
  asOfMs: number,
): Generator<Attempt> {
  const random = new Random(
    seed,
    exams.findIndex(({ name }) => name === exam.name),
  );
  let step = random.whole(Math.floor(learners / 3), learners - 1) || 1;
  while (gcd(step, learners) !== 1) step += 1;
  const offset = random.whole(0, learners - 1);
  const fixedAt = new Map(exam.fixed.map((fixed) => [Math.floor(fixed[0] * quota), fixed]));
  const gapMs = ((exam.opened - exam.closed) * dayMs) / quota;
  const owed: Attempt[] = [];
  // The first row of an exam that is still open is somebody sitting in it.
  let clockMs = asOfMs - exam.closed * dayMs - (exam.closed === 0 ? 25 * minuteMs : 0);
  let taken = 0;
  for (let written = 0; written < quota; written += 1) {
    if (taken > 0) clockMs -= Math.floor(-Math.log(1 - random.unit()) * gapMs);
    owed.sort((a, b) => b.createdMs - a.createdMs);
    const due = owed[0];
    if (due && (due.createdMs >= clockMs || owed.length >= quota - written)) {
      owed.shift();
      yield due;
      continue;
    }
    const fixed = fixedAt.get(taken);
    const learner = learnerAt(seed, (taken * step + offset) % learners);
    taken += 1;
    let odd = fixed ? fixed[2] : drawOddity(random);
    const status = fixed?.[1] ?? random.weighted(weightsOf[exam.kind]);
    const canRepeat = exam.kind !== 'timed' && owed.length + 1 < quota - written;
    if (odd === 'again' && (!canRepeat || notStarted.test(status))) odd = undefined;
    let usedBefore = 0;
    if (odd === 'again') {
      const replaced = exam.kind === 'onboarding' ? 'onboarding_reset' : 'error';
      const earlierMs = clockMs - random.whole(2 * 60, 40 * 60) * minuteMs;
      const earlier: Draft = { exam, learner, createdMs: earlierMs, status: replaced, odd: undefined, usedBefore: 0 };
      owed.push(attemptFrom(earlier, asOfMs, true, random));
      if (replaced === 'error') usedBefore = random.whole(5, Math.floor(exam.limitMins * 0.6));
    }
    const draft: Draft = { exam, learner, createdMs: clockMs, status, odd, usedBefore };
    yield attemptFrom(draft, asOfMs, fixed !== undefined, random);
  }
}

/** The same exam on a platform that has RPNow only: no REST provider, so no onboarding. */
export function withRpnow(exam: Exam): Exam {
  const { kind, provider, fixed } = exam;
  const plain: Kind = kind === 'rest' ? 'proctored' : kind === 'onboarding' ? 'practice' : kind;
  return {
    ...exam,
    kind: plain,
    provider: provider === 'rpnow4' ? provider : 'software_secure',
    fixed: fixed.filter(([, status]) => !status.startsWith('onboarding_')),
  };
}
