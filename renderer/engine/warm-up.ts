/**
 * A made-up report goes the way of a file once, behind the start screen: code that has run is compiled, and the first
 * file that a person opens is read several times as fast.
 */
import { headerVersions } from '../../shared/report/columns.ts';
import { findingSteps } from '../../shared/report/findings.ts';
import { givenOrder, judgedBy } from '../../shared/report/report.ts';
import { ranksOf } from '../../shared/table/order.ts';
import { createIntake } from './intake.ts';

const rows = 6000;
const chunkBytes = 96 * 1024;
const timesJudged = 4;

/** In short turns, and no further once `wanted` says no. */
export async function warmUp(wanted: () => boolean): Promise<void> {
  const bytes = madeUp();
  const intake = createIntake({
    order: { report: '', name: '', sizeBytes: bytes.length, secondReview: 'not-said' },
    fileBytes: bytes.length,
    sizeBytes: bytes.length,
    packed: undefined,
    first() {},
  });
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    await new Promise((resolve) => setTimeout(resolve));
    if (!wanted()) return;
    await intake.take(bytes.slice(at, at + chunkBytes), false);
  }
  const report = await intake.take(new Uint8Array(0), true);
  if (!report) return;
  // So few rows are judged too quickly for the code to be compiled at once.
  for (let time = 0; time < timesJudged; time += 1) {
    await new Promise((resolve) => setTimeout(resolve));
    if (!wanted()) return;
    judgedBy(report, 'not-said');
  }
  for (const column of report.table.columns) {
    await new Promise((resolve) => setTimeout(resolve));
    if (!wanted()) return;
    ranksOf(column, report.table.parts.bytes, rows, givenOrder(column.id));
  }
  const steps = findingSteps(report);
  while (!steps.next().done) {
    await new Promise((resolve) => setTimeout(resolve));
    if (!wanted()) return;
  }
}

/** Attempts of nobody: columns of few values and of many, times, quotes, letters beyond ASCII. */
function madeUp(): Uint8Array {
  const { headers } = headerVersions.find((version) => version.id === 'V3')!;
  const statuses = ['verified', 'submitted', 'rejected', 'second_review_required', 'error', 'started', 'created'];
  const lines = [headers.join(',')];
  for (let row = 0; row < rows; row += 1) {
    const two = (number: number) => `${number % 28}`.padStart(2, '0');
    const time = (hour: number) =>
      `2021-${two((row >> 9) + 1)}-10 1${hour}:${two(row)}:${two(row >> 3)}.${100_000 + row}+00:00`;
    const status = statuses[(row * 7) % 11] ?? 'verified';
    const remark = row % 9 === 0 ? `"Learner ${row % 70}, looked ""away"" – for ${row % 5} s"` : '';
    const values: Readonly<Record<string, string>> = {
      course_id: 'course-v1:edX+DemoX+2021',
      provider: row % 3 === 0 ? 'None' : 'software_secure',
      track: row % 2 === 0 ? 'verified' : 'masters',
      exam_name: `Exam ${row % 12}`,
      username: `learner${row}`,
      email: `${row % 40 === 0 ? 'é' : ''}learner.${row}@example.org`,
      attempt_code: `${row}-0000-4000-8000-${row}`,
      allowed_time_limit_mins: `${45 * ((row % 3) + 1)}`,
      is_sample_attempt: row % 20 === 0 ? 'True' : 'False',
      started_at: row % 15 === 0 ? 'None' : time(2),
      completed_at: row % 15 === 0 ? 'None' : time(3),
      status,
      review_status: row % 5 === 0 ? 'None' : 'Clean',
      'Suspicious Count': `${row % 9 === 0 ? (row % 3) + 1 : 0}`,
      'Suspicious Comments': remark,
      'Rules Violation Count': '0',
    };
    lines.push(headers.map((name) => values[name] ?? '').join(','));
  }
  return new TextEncoder().encode(lines.join('\n'));
}
