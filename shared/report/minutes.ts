/** A moment, in whole microseconds since 1970 UTC, and whether the text said its offset from UTC. */
export interface ParsedTime {
  micros: number;
  zone: 'stated' | 'assumed';
}

const minuteMicros = 60_000_000;
const timeForm = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?(?:(Z)|([+-])(\d\d):(\d\d))?$/;

/**
 * Reads a time as the platform writes it, `2021-04-30 09:02:11.482113+00:00`, also with `T`, `Z`, another offset, a
 * shorter fraction or none. Without an offset it is taken as UTC (`assumed`). Any other text, and any day or hour that
 * does not exist, gives `undefined`; so does a year outside 1685–2254, whose microseconds a number cannot hold exactly.
 * Source: docs/rules.md §1.
 */
export function parseTime(text: string): ParsedTime | undefined {
  const found = timeForm.exec(text.trim());
  if (!found) return undefined;
  const part = (index: number) => Number(found[index] ?? 0);
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  if (year < 1685 || year > 2254 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59 || part(10) > 23 || part(11) > 59) return undefined;

  const fraction = Number((found[7] ?? '').padEnd(6, '0'));
  const offsetMinutes = (part(10) * 60 + part(11)) * (found[9] === '-' ? -1 : 1);
  const seconds = Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
  const micros = seconds * 1_000_000 + fraction - offsetMinutes * minuteMicros;
  return { micros, zone: found[8] || found[9] ? 'stated' : 'assumed' };
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * Minutes used, with their fraction: completed − started, of UTC microseconds. NaN if either time is missing (NaN), or if
 * they contradict each other, which is a finding and no duration.
 * Source: docs/rules.md §5.
 */
export function usedMinutes(started: number, completed: number): number {
  return completed >= started ? (completed - started) / minuteMicros : Number.NaN;
}

/**
 * A moment as `2021-04-30 09:02`. For `local`, `offsetMinutes` is the distance from UTC, positive to the east; without
 * it, it is that of this computer at that moment. Seconds are cut, not rounded.
 */
export function formatTime(micros: number, zone: 'utc' | 'local', offsetMinutes?: number): string {
  return shownTime(micros, zone, offsetMinutes).slice(0, 16);
}

/** As {@link formatTime}, with seconds: `2021-04-30 09:02:11`. */
export function formatTimeWithSeconds(micros: number, zone: 'utc' | 'local', offsetMinutes?: number): string {
  return shownTime(micros, zone, offsetMinutes).slice(0, 19);
}

function shownTime(micros: number, zone: 'utc' | 'local', offsetMinutes: number | undefined): string {
  const millis = Math.floor(micros / 1000);
  // getTimezoneOffset counts westwards.
  const offset = zone === 'utc' ? 0 : (offsetMinutes ?? -new Date(millis).getTimezoneOffset());
  return new Date(millis + offset * 60_000).toISOString().replace('T', ' ');
}

/**
 * The usual limit of an exam in minutes: the one value that covers at least 60 % of at least 10 started attempts, those
 * without a limit or with 0 left out. `undefined` when there is none. `count` says how many attempts are alike.
 * Source: docs/rules.md §5.
 */
export function usualLimit(
  attempts: readonly { limit: number | undefined; started: boolean; count?: number }[],
): number | undefined {
  const times = new Map<number, number>();
  let counted = 0;
  for (const { limit, started, count = 1 } of attempts) {
    if (!started || limit === undefined || !(limit > 0)) continue;
    counted += count;
    times.set(limit, (times.get(limit) ?? 0) + count);
  }
  if (counted < 10) return undefined;
  // In whole numbers, for 0.6 has no exact binary form.
  for (const [limit, count] of times) if (count * 5 >= counted * 3) return limit;
  return undefined;
}

export type LimitMark = 'longer' | 'shorter';

/** How an attempt's limit stands to the usual one; `undefined` for alike, or if one of them is not known. */
export function limitMark(limit: number | undefined, usual: number | undefined): LimitMark | undefined {
  if (limit === undefined || usual === undefined || !(limit >= 0) || limit === usual) return undefined;
  return limit > usual ? 'longer' : 'shorter';
}

/**
 * Whether used minutes may be set against allowed ones, and counted in a histogram: not if the attempt has no limit or
 * 0, and not if its limit is shorter than usual, for such an attempt had begun before or ended early.
 * Source: docs/rules.md §5.
 */
export function ratioApplies(limit: number | undefined, usual: number | undefined): boolean {
  return limit !== undefined && limit > 0 && limitMark(limit, usual) !== 'shorter';
}

const markSentences: Readonly<Record<LimitMark, string>> = {
  // A longer limit may give away something personal; the viewer names no reason for it.
  longer: 'Longer than the usual limit of this exam. Treat this as personal information.',
  shorter: 'Shorter than the usual limit of this exam: the attempt was resumed, or begun close to the due date.',
};

/** The sentence for a mark: soft, and naming no misconduct. */
export function limitSentence(mark: LimitMark): string {
  return markSentences[mark];
}
