/**
 * `npm run reopen`: opens and closes a report of 10,000 rows again and again in one window, and says by how much the
 * memory of all processes grows with each, once the first openings are behind it.
 *
 *   npm run reopen -- --times 1000
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { choose, openApp, scratchFolder } from '../support/app.ts';
import { memoryOf } from './measure.ts';
import { writeSample } from './sample-file.ts';

const { values } = parseArgs({ options: { times: { type: 'string', default: '1000' } } });
const times = Number(values.times);
/** Until the engine has compiled and cached what it will. */
const settling = Math.floor(times / 5);

const path = join(scratchFolder('report'), 'edX_Reopen_2026_proctored_exam_results_report_2026-01-01-0000.csv');
writeSample(path, 10_000);
const app = await openApp([]);
const { page } = app;
await page.getByRole('button', { name: 'Open the sample report' }).waitFor();
// What is loaded behind the start screen, once and not with each opening, is there by then.
await page.waitForTimeout(6000);
await choose(app, [path]);
const points: { at: number; kibibytes: number }[] = [];
for (let at = 1; at <= times; at += 1) {
  await page.evaluate(() => performance.clearMarks());
  await page.keyboard.press('Control+o');
  await page.waitForFunction(() => performance.getEntriesByName('report:complete').length > 0, undefined, {
    polling: 20,
  });
  await page.keyboard.press('Control+w');
  await page.getByRole('button', { name: 'Open the sample report' }).waitFor();
  if (at > settling && at % 10 === 0) points.push({ at, kibibytes: memoryOf(app) });
  if (at % 100 === 0) console.log(`${at} openings, ${(memoryOf(app) / 1024).toFixed(0)} MiB`);
}
await app.close();

/** The slope of the line that fits the points best. */
const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
const [x, y] = [mean(points.map(({ at }) => at)), mean(points.map(({ kibibytes }) => kibibytes))];
const slope =
  points.reduce((sum, { at, kibibytes }) => sum + (at - x) * (kibibytes - y), 0) /
  points.reduce((sum, { at }) => sum + (at - x) ** 2, 0);
console.log(`${times} openings: ${slope.toFixed(1)} KiB each, from the ${settling}th on (reach: 10)`);
