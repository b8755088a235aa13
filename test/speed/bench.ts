/**
 * `npm run bench`: how long the real app takes for a report of 100,000 rows, beside PapaParse alone (read, decode,
 * tokenise) on the same file in the same run. Prints a Markdown table and keeps it with the figures in out/bench/.
 *
 *   npm run bench -- --rows 100000 --runs 5
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Papa from 'papaparse';
import { type App, choose, complete, openApp, scratchFolder } from '../support/app.ts';
import { sampleReport } from '../support/sample.ts';
import { memoryOf, watchTasks, worstTask } from './measure.ts';

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '100000' }, runs: { type: 'string', default: '5' } },
});
const rowCount = Number(values.rows);
const runs = Number(values.runs);

const median = (list: readonly number[]): number =>
  list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;

/** All columns narrow enough to be on screen at once, so that each header can be clicked. */
function narrowColumns(home: string) {
  const ids = [
    ...['verdict', 'username', 'email', 'exam_name', 'status', 'review_status', 'suspicious_count'],
    ...['rules_violation_count', 'started_at', 'completed_at', 'minutes-used', 'suspicious_comments'],
    ...['rules_violation_comments', 'course_id', 'provider', 'track', 'attempt_code', 'allowed_time_limit_mins'],
    'is_sample_attempt',
  ];
  return { home, columns: ids.map((id) => ({ id, width: 62, hidden: false })), ids };
}

/** Milliseconds between the two newest marks of these names, once the later one has come. */
async function between(app: App, from: string, to: string): Promise<number> {
  const handle = await app.page.waitForFunction(
    ([first, second]) => {
      const start = performance.getEntriesByName(first!).at(-1)?.startTime;
      const end = performance.getEntriesByName(second!).at(-1)?.startTime;
      return start !== undefined && end !== undefined && end > start ? end - start : undefined;
    },
    [from, to],
    { timeout: 60_000, polling: 20 },
  );
  return Number(await handle.jsonValue());
}

async function view(app: App, act: () => Promise<void>): Promise<number> {
  await app.page.evaluate(() => {
    performance.clearMarks('view:asked');
    performance.clearMarks('view:shown');
  });
  await act();
  return between(app, 'view:asked', 'view:shown');
}

const figures = new Map<string, number[]>();
function note(name: string, value: number) {
  const list = figures.get(name);
  if (list) list.push(value);
  else figures.set(name, [value]);
}

function papaAlone(path: string): number {
  const began = performance.now();
  const text = new TextDecoder().decode(readFileSync(path));
  const { data } = Papa.parse<string[]>(text, { header: false, delimiter: ',' });
  const took = performance.now() - began;
  if (data.length < rowCount) throw new Error(`PapaParse read ${data.length} rows`);
  return took;
}

/** Opening, as the sheet is shipped. */
async function opening(path: string) {
  note('PapaParse alone', papaAlone(path));
  const app = await openApp([]);
  try {
    await app.page.getByRole('button', { name: 'Open the sample report' }).waitFor();
    // Whoever opens a file has seen the start screen for a moment.
    await app.page.waitForTimeout(1500);
    const empty = memoryOf(app);
    await watchTasks(app.page);
    await choose(app, [path]);
    await app.page.keyboard.press('Control+o');
    await complete(app.page);
    note('chosen → first rows', await between(app, 'report:chosen', 'report:first-rows'));
    note('chosen → complete', await between(app, 'report:chosen', 'report:complete'));
    note('longest UI task, opening', await worstTask(app.page));
    note('memory over the empty app, MiB', (memoryOf(app) - empty) / 1024);
    await app.page.getByRole('searchbox').focus();
    for (const letter of 'looking') {
      note('search keystroke', await view(app, () => app.page.keyboard.type(letter)));
    }
    await view(app, () => app.page.getByRole('button', { name: 'Clear all' }).click());
    const passed = app.page.getByRole('button', { name: /^Passed/ }).first();
    note('filter by one value', await view(app, () => passed.click()));
    note('longest UI task, all', await worstTask(app.page));
  } finally {
    await app.close();
  }
}

/** Sorting by each column, all of them on screen at once. */
async function sorting(path: string) {
  const { home, columns, ids } = narrowColumns(scratchFolder('bench'));
  const app = await openApp([], { home });
  try {
    await app.page.getByRole('button', { name: 'Open the sample report' }).waitFor();
    await app.page.evaluate(async (places) => window.viewer.ask('change-settings', { columns: places }), columns);
    await app.page.reload();
    await app.page.getByRole('button', { name: 'Open the sample report' }).waitFor();
    await choose(app, [path]);
    await app.page.keyboard.press('Control+o');
    await complete(app.page);
    for (const id of ids) {
      const header = app.page.locator(`.ag-header-cell[col-id="${id}"] .header-title`);
      note(`sort by ${id}`, await view(app, () => header.click()));
    }
  } finally {
    await app.close();
  }
}

const folder = scratchFolder('report');
const path = join(folder, 'edX_Bench_2026_proctored_exam_results_report_2026-01-01-0000.csv');
writeFileSync(path, [...sampleReport({ rows: rowCount, seed: 7, version: 'V3' })].join(''));
const sizeBytes = readFileSync(path).length;
for (let run = 0; run < runs; run += 1) {
  await opening(path);
  await sorting(path);
}

const papa = median(figures.get('PapaParse alone')!);
const sorts = [...figures].filter(([name]) => name.startsWith('sort by'));
const slowest = sorts.toSorted((a, b) => median(b[1]) - median(a[1]))[0]!;
const lines = [
  `${rowCount.toLocaleString('en')} rows, ${(sizeBytes / 1e6).toFixed(1)} MB, V3, ${runs} runs, medians; ${cpus().length} × ${cpus()[0]?.model.trim()}`,
  '',
  '| what | ms | × PapaParse alone | reach |',
  '|---|---:|---:|---|',
  ...(
    [
      ['PapaParse alone', 'PapaParse alone (read, decode, tokenise)', ''],
      ['chosen → first rows', 'chosen → first rows', '≤ 400 ms'],
      ['chosen → complete', 'chosen → complete', '≤ 1.5 ×'],
      ['longest UI task, opening', 'longest UI task while opening', '≤ 100 ms'],
      ['longest UI task, all', 'longest UI task, opening to filtering', '≤ 100 ms'],
      [slowest[0], `slowest sort: ${slowest[0]}`, '≤ 400 ms'],
      ['filter by one value', 'filter by one value', '≤ 150 ms'],
      ['search keystroke', 'search keystroke', '≤ 250 ms'],
    ] as const
  ).map(([name, title, reach]) => {
    const value = median(figures.get(name) ?? []);
    return `| ${title} | ${value.toFixed(0)} | ${(value / papa).toFixed(2)} | ${reach} |`;
  }),
  '',
  `Memory over the empty app: ${median(figures.get('memory over the empty app, MiB') ?? []).toFixed(0)} MiB (PSS of all processes).`,
  `Sorts: ${sorts.map(([name, list]) => `${name.slice(8)} ${median(list).toFixed(0)}`).join(' · ')} ms.`,
];
console.log(lines.join('\n'));
const out = join(import.meta.dirname, '..', '..', 'out', 'bench');
mkdirSync(out, { recursive: true });
writeFileSync(join(out, `${rowCount}.md`), `${lines.join('\n')}\n`);
writeFileSync(
  join(out, `${rowCount}.json`),
  JSON.stringify({ rowCount, sizeBytes, figures: Object.fromEntries(figures) }, null, 2),
);
