// Realistic reports of any size from a seed: the same seed gives the same bytes on every machine.
//
//   npx tsx test/support/sample.ts --rows 100000 --seed 7 --version V3 --out report.csv
//
// Shaped by docs/domain.md §1–6. Every header version describes the same attempts for the same seed, so a V1 sample also
// holds statuses its age did not know. Rows stream: an exam walks back in time and keeps only the few attempts it still owes.

import { createWriteStream, realpathSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Attempt, attemptsOf, exams, withRpnow } from './sample-attempts.ts';

export { sampleStatuses } from './sample-attempts.ts';

const v2 =
  'course_id,exam_name,username,email,attempt_code,allowed_time_limit_mins,is_sample_attempt,started_at,completed_at,status,review_status,Suspicious Count,Suspicious Comments,Rules Violation Count,Rules Violation Comments';
const v3 = v2.replace('course_id,', 'course_id,provider,track,');

/** The header rows ever written, letter for letter (Domain §1.1). */
export const sampleHeaders = {
  V0: 'created,modified,started_at,exam_name,user_email,completed_at,external_id,allowed_time_limit_mins,status,attempt_code,is_sample_attempt',
  V1a: 'user_email,exam_name,allowed_time_limit_mins,is_sample_attempt,started_at,completed_at,status',
  V1b: 'user_email,exam_name,attempt_code,allowed_time_limit_mins,is_sample_attempt,started_at,completed_at,status',
  V2: v2,
  V3a: `${v2},provider,track`,
  V3: v3,
  'NAU-1': `org_id,course_id,course_run,anonymous_user_id,${v3}`,
  'NAU-2': `course_id,email,username,student_id,${v3}`,
} as const;

export type SampleVersion = keyof typeof sampleHeaders;

export interface SampleOptions {
  readonly rows: number;
  readonly seed: number;
  readonly version: SampleVersion;
  /** Only RPNow as provider, as the reference describes the report; no onboarding statuses then. */
  readonly rpnowOnly?: boolean;
  /** The moment of the download; no time in the report is later. */
  readonly asOf?: Date;
}

function* newestFirst(streams: readonly Generator<Attempt>[]): Generator<Attempt> {
  const heads = streams.map((stream) => ({ stream, next: stream.next() }));
  for (;;) {
    let best: (typeof heads)[number] | undefined;
    for (const head of heads) {
      if (head.next.done) continue;
      if (!best || best.next.done || head.next.value.createdMs > best.next.value.createdMs) best = head;
    }
    if (!best || best.next.done) return;
    yield best.next.value;
    best.next = best.stream.next();
  }
}

/** A cell as Python's csv.writer puts it with QUOTE_MINIMAL. */
export function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The text of a report in pieces of some ten thousand characters. */
export function* sampleReport(options: SampleOptions): Generator<string> {
  const { rows, seed, version } = options;
  const asOfMs = (options.asOf ?? new Date('2021-04-30T23:59:00Z')).getTime();
  const asked = options.rpnowOnly ? exams.map(withRpnow) : exams;
  let total = 0;
  for (const { share } of asked) total += share;
  let before = 0;
  const quotas = asked.map(({ share }) => {
    const from = Math.round((before * rows) / total);
    before += share;
    return Math.round((before * rows) / total) - from;
  });
  const learners = Math.max(4, Math.ceil(Math.max(...quotas) * 1.1));
  const streams = asked.map((e, i) => attemptsOf(e, quotas[i]!, learners, seed, asOfMs));
  const columns = sampleHeaders[version].split(',');
  const byTime = version.startsWith('V0') || version.startsWith('V1');
  let text = `${sampleHeaders[version]}\r\n`;
  for (const stream of byTime ? [newestFirst(streams)] : streams) {
    for (const { cells } of stream) {
      text += columns.map((column) => csvCell(cells[column]!)).join(',');
      text += '\r\n';
      if (text.length > 65_536) {
        yield text;
        text = '';
      }
    }
  }
  if (text !== '') yield text;
}

export function sampleText(options: SampleOptions): string {
  return [...sampleReport(options)].join('');
}

const usage = `npm run --silent sample -- [--rows 1000] [--seed 1] [--version V3] [--out report.csv]
    [--as-of 2021-04-30T23:59Z] [--rpnow-only]

Writes a made-up report, to the terminal unless --out names a file. The same seed gives the same bytes.
Versions: ${Object.keys(sampleHeaders).join(', ')}`;

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      version: { type: 'string', default: 'V3' },
      out: { type: 'string' },
      'as-of': { type: 'string', default: '2021-04-30T23:59Z' },
      'rpnow-only': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const rows = Number(values.rows);
  const seed = Number(values.seed);
  const asOf = new Date(values['as-of']);
  const version = Object.keys(sampleHeaders).find((name) => name === values.version) as SampleVersion | undefined;
  if (!Number.isInteger(rows) || rows < 0) throw new Error(`--rows: a whole number, not ${values.rows}`);
  if (!Number.isInteger(seed)) throw new Error(`--seed: a whole number, not ${values.seed}`);
  if (!version) throw new Error(`--version: one of ${Object.keys(sampleHeaders).join(', ')}`);
  if (Number.isNaN(asOf.getTime())) throw new Error(`--as-of: a time such as 2021-04-30T23:59Z`);
  const chunks = Readable.from(sampleReport({ rows, seed, version, asOf, rpnowOnly: values['rpnow-only'] }));
  if (values.out === undefined) await pipeline(chunks, process.stdout, { end: false });
  else await pipeline(chunks, createWriteStream(values.out));
}

// Run, not imported; the checkout may be reached through a link.
const script = process.argv[1];
if (script !== undefined && realpathSync(script) === fileURLToPath(import.meta.url)) await run();
