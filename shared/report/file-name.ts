import { formatTime, parseTime } from './minutes.ts';

/** Of the 255 bytes that file systems take for a name, some are left for a temporary file's beside it. */
const nameLimitBytes = 220;

/** A name for what was made of a report: the report's own, and what it is. Too long, the report's own is cut. */
export function namedAfter(source: string, what: string, ending: string): string {
  const rest = ` ${what}.${ending}`;
  const own = Array.from(source.replace(/\.csv(\.gz)?$/i, ''));
  const tooLong = () => new TextEncoder().encode(own.join('') + rest).length > nameLimitBytes;
  while (own.length > 1 && tooLong()) own.pop();
  return own.join('') + rest;
}

/** What the name of a downloaded report tells: the course's part of it, and when the report was made (UTC). */
export interface ReportFileName {
  prefix: string;
  asOfMicros: number;
}

/** The moment a report speaks of, and how it is known. From the times inside, it is only the earliest possible. */
export interface AsOf {
  micros: number;
  source: 'file name' | 'newest time inside';
}

// The seven characters are the platform's own, for a second report within a minute; " (1)" is the browser's.
const nameForm =
  /^(.+)_proctored_exam_results_report_(\d{4}-\d\d-\d\d)-(\d\d)(\d\d)(?:_[A-Za-z0-9]{7})?(?: ?\(\d+\))?\.csv(?:\.gz)?$/i;

/**
 * Reads `{prefix}_proctored_exam_results_report_{YYYY-MM-DD-HHMM}.csv`, a file's name without its folder. People rename
 * files: `undefined` is an ordinary answer. The prefix is a hint at the course and cannot be turned back into its key.
 * Source: docs/domain.md §2.
 */
export function readFileName(name: string): ReportFileName | undefined {
  const found = nameForm.exec(name);
  if (!found) return undefined;
  const time = parseTime(`${found[2]} ${found[3]}:${found[4]}:00Z`);
  return time && { prefix: found[1]!, asOfMicros: time.micros };
}

/**
 * The moment the report speaks of: the time in its name, else the newest time inside, else not known; and then nothing
 * that needs it is shown.
 * Source: docs/rules.md §1.
 */
export function asOf(file: {
  readonly fileName?: string | undefined;
  /** The newest time inside, in microseconds; looked for only where the name tells none. */
  readonly newest?: () => number | undefined;
}): AsOf | undefined {
  const named = file.fileName === undefined ? undefined : readFileName(file.fileName);
  if (named) return { micros: named.asOfMicros, source: 'file name' };
  const micros = file.newest?.();
  return micros === undefined ? undefined : { micros, source: 'newest time inside' };
}

/** In words, in UTC: "As of 2021-04-30 23:59 UTC", "Not before …", or that it is not known. */
export function asOfText(moment: AsOf | undefined): string {
  if (moment === undefined) return 'Time of the report not known';
  const words = moment.source === 'file name' ? 'As of' : 'Not before';
  return `${words} ${formatTime(moment.micros, 'utc')} UTC`;
}
