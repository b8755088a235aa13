/**
 * A made-up report goes the way of a file once, behind the start screen: code that has run is compiled, and the first
 * file that a person opens is read several times as fast.
 */
import { headerVersions } from '../../shared/report/columns.ts';
import { findingSteps } from '../../shared/report/findings.ts';
import { givenOrder, judgedBy, type Report } from '../../shared/report/report.ts';
import { ranksOf } from '../../shared/table/order.ts';
import { textMemory } from '../../shared/table/text-memory.ts';
import { createIntake } from './intake.ts';

const fewRows = 600;
const rows = 12_000;
/** Small, since what is called for each chunk is compiled by how often it is called. */
const chunkBytes = 16 * 1024;
const chunksInTurn = 8;
const timesJudged = 8;

/** In short turns, and no further once `wanted` says no. */
export async function warmUp(wanted: () => boolean): Promise<void> {
  const steps = warming();
  for (let step = await steps.next(); !step.done && wanted(); step = await steps.next()) {
    await new Promise((resolve) => setTimeout(resolve));
  }
}

async function* warming(): AsyncGenerator<undefined> {
  // What is compiled for the only one there ever was, is not taken over by the next.
  yield* taken(madeUp(fewRows));
  const report = yield* taken(madeUp(rows));
  // So few rows are judged too quickly for the code to be compiled at once.
  for (let time = 0; time < timesJudged; time += 1) {
    judgedBy(report, 'not-said');
    yield;
  }
  for (const column of report.table.columns) {
    ranksOf(column, report.table.parts.bytes, rows, givenOrder(column.id));
    yield;
  }
  yield* findingSteps(report);
}

/** Read as if it came from a file. */
async function* taken(bytes: Uint8Array): AsyncGenerator<undefined, Report> {
  const text = textMemory(bytes.length);
  text.bytes.set(bytes);
  const intake = createIntake({
    order: { report: '', name: '', secondReview: 'not-said' },
    fileBytes: bytes.length,
    text,
    packed: undefined,
    begun() {},
    first() {},
  });
  for (let chunk = 1; chunk * chunkBytes < bytes.length; chunk += 1) {
    await intake.take(chunk * chunkBytes, false);
    if (chunk % chunksInTurn === 0) yield;
  }
  return (await intake.take(bytes.length, true))!;
}

/**
 * Attempts of nobody, with all that occurs in a report: columns of few values, of some hundreds and of many, times,
 * quotes, letters beyond ASCII, and a few lines that are not as they should be. What is met here for the first time in a
 * person's file would undo what has been compiled.
 */
function madeUp(rows: number): Uint8Array {
  const { headers } = headerVersions.find((version) => version.id === 'V3')!;
  const statuses = [
    'verified',
    'submitted',
    'rejected',
    'second_review_required',
    'error',
    'started',
    'created',
    'None',
  ];
  const reviews = ['Clean', 'Rules Violation', 'Suspicious', 'Not Reviewed', 'None'];
  const remarks = [
    'looked ""away""',
    'somebody came in',
    'no sound; no picture',
    'spoke,\r\nand left',
    'Gerät benutzt',
  ];
  const two = (number: number) => `${number % 28}`.padStart(2, '0');
  const lines = [headers.join(',')];
  for (let row = 0; row < rows; row += 1) {
    const time = (hour: number) => {
      const second = `2021-${two((row >> 9) + 1)}-10 1${hour}:${two(row)}:${two(row >> 3)}`;
      return row % 15 === 0 ? 'None' : row % 50 === 1 ? `${second}+00:00` : `${second}.${100_000 + row}+00:00`;
    };
    // Some learners have several attempts, and some of these are errors.
    const learner = row % 7 === 0 ? row >> 3 : row;
    const remark = row % 9 === 0 ? `"Learner ${row % 700} ${remarks[row % 5]} – for ${row % 5} s"` : '';
    const values: Readonly<Record<string, string>> = {
      course_id: row % 4000 === 9 ? 'course-v1:edX+DemoX+2020' : 'course-v1:edX+DemoX+2021',
      provider: row % 3 === 0 ? 'None' : 'software_secure',
      track: row % 2 === 0 ? 'verified' : 'masters',
      exam_name: row % 12 === 5 ? '"Exam, part 5"' : `Exam ${row % 12}`,
      username: `${learner % 60 === 0 ? 'ż' : ''}learner${learner}`,
      email: `${learner % 40 === 0 ? 'é' : ''}learner.${learner}@example.org`,
      attempt_code: `${row}-0000-4000-8000-${row}`,
      allowed_time_limit_mins: row % 90 === 0 ? '0' : `${45 * ((row % 3) + 1)}`,
      is_sample_attempt: row % 20 === 0 ? 'True' : 'False',
      started_at: time(2),
      completed_at: time(3),
      status: statuses[(row * 7) % 11] ?? 'verified',
      review_status: reviews[row % 5]!,
      'Suspicious Count': `${row % 9 === 0 ? (row % 3) + 1 : 0}`,
      'Suspicious Comments': remark,
      'Rules Violation Count': `${row % 18 === 0 ? 1 : 0}`,
      'Rules Violation Comments': row % 18 === 0 ? remark : '',
    };
    const line = headers.map((name) => values[name] ?? '').join(',');
    lines.push(row % 3001 === 7 ? odd[row % 4]!(line) : line);
  }
  // As the platform writes it, but for one line end of another kind.
  return new TextEncoder().encode(`${lines.join('\r\n')}\n`);
}

const odd: readonly ((line: string) => string)[] = [
  (line) => `${line}\r\n`,
  (line) => `${line},more`,
  (line) => line.slice(0, line.lastIndexOf(',')),
  (line) => `"out of ${line}" place`,
];
