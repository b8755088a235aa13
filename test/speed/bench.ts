/**
 * `npm run bench`: how long the real app takes, beside what people use instead, on the same file in the same run.
 * Prints a Markdown table for each size and keeps it with all figures in out/bench/.
 *
 *   npm run bench -- --rows 10000,100000,1000000 --runs 5
 */
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { scratchFolder } from '../support/app.ts';
import { writeSample } from './sample-file.ts';
import { coldStart, going, opening, panels } from './work.ts';
import { calcReads, duckReads, papaReads, papaWrites, visidataReads } from './yardsticks.ts';

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '100000' }, runs: { type: 'string', default: '5' } },
});
const runs = Number(values.runs);
const out = join(import.meta.dirname, '..', '..', 'out', 'bench');
mkdirSync(out, { recursive: true });

const median = (list: readonly number[] = []): number =>
  list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;

for (const rows of values.rows.split(',')) await bench(Number(rows));

async function bench(rowCount: number) {
  const figures: Record<string, number[]> = {};
  const note = (name: string, value: number | undefined) => {
    if (value === undefined) return;
    figures[name] ??= [];
    figures[name].push(value);
  };
  const path = join(scratchFolder('report'), 'edX_Bench_2026_proctored_exam_results_report_2026-01-01-0000.csv');
  writeSample(path, rowCount);
  const sizeBytes = statSync(path).size;
  for (let run = 0; run < runs; run += 1) {
    const papa = papaReads(path, rowCount);
    note('PapaParse', papa.first);
    note('PapaParse, again', papa.again);
    await opening(path, note);
    note('DuckDB', await duckReads(path, rowCount));
    await going(path, note);
    await panels(path, note);
    note('PapaParse unparse', papaWrites(path));
    await coldStart(note);
  }
  // These take a minute each, so once is enough.
  note('LibreOffice Calc', calcReads(path));
  note('VisiData', visidataReads(path));

  const text = tableOf(rowCount, sizeBytes, figures);
  console.log(`${text}\n`);
  writeFileSync(join(out, `${rowCount}.md`), `${text}\n`);
  writeFileSync(join(out, `${rowCount}.json`), JSON.stringify({ rowCount, sizeBytes, runs, figures }, null, 2));
}

function tableOf(rowCount: number, sizeBytes: number, figures: Readonly<Record<string, number[]>>): string {
  const of = (name: string) => median(figures[name]);
  const papa = of('PapaParse');
  const isLarge = rowCount > 300_000;
  const ms = (value: number) => (Number.isNaN(value) ? '–' : `${value.toFixed(0)} ms`);
  const times = (value: number, of: number) => (Number.isNaN(value / of) ? '' : `${(value / of).toFixed(2)} ×`);
  const sorts = Object.keys(figures).filter((name) => name.startsWith('sort by'));
  const slowest = (names: readonly string[]) => names.toSorted((a, b) => of(b) - of(a))[0] ?? '';
  const byText = ['username', 'email', 'suspicious_comments', 'rules_violation_comments'].map((id) => `sort by ${id}`);
  const [slowText, slow] = [slowest(byText), slowest(sorts.filter((name) => !byText.includes(name)))];
  const row = (title: string, name: string, reach = '') =>
    `| ${title} | ${ms(of(name))} | ${times(of(name), papa)} | ${reach} |`;
  const mebi = 2 ** 20;
  return [
    `${rowCount.toLocaleString('en')} rows, ${(sizeBytes / 1e6).toFixed(1)} MB, V3; medians of ${runs}; ${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB.`,
    '',
    '| what | time | of PapaParse alone | reach |',
    '|---|---:|---:|---|',
    row('PapaParse alone (read, decode, tokenise)', 'PapaParse'),
    row('the same once more, in the same process', 'PapaParse, again'),
    ...['DuckDB', 'LibreOffice Calc', 'VisiData'].filter((name) => figures[name]).map((name) => row(name, name)),
    row('chosen → first rows', 'first rows', isLarge ? '≤ 300 ms' : '≤ 250 ms'),
    row('chosen → complete', 'complete', isLarge ? '≤ 0.6 ×, ≤ DuckDB' : '≤ 1.0 ×'),
    row('longest task of the window behind the start screen', 'task, start'),
    row('longest task of the window while opening', 'task, opening', isLarge ? '≤ 100 ms' : '≤ 60 ms'),
    row('longest task, also sorting, searching, filtering', 'task, all', isLarge ? '≤ 100 ms' : '≤ 60 ms'),
    row('sort by e-mail, at once after opening', 'first sort by email', isLarge ? '≤ 1.5 s' : '≤ 300 ms'),
    row(`slowest sort by name, e-mail or comment, once ranked: ${slowText.slice(8)}`, slowText, '≤ 200 ms'),
    row(`slowest other sort: ${slow.slice(8)}`, slow, isLarge ? '≤ 200 ms' : '≤ 100 ms'),
    row('filter by one value', 'filter by one value', isLarge ? '≤ 120 ms' : '≤ 80 ms'),
    row('filter and search', 'filter and search', isLarge ? '≤ 120 ms' : '≤ 80 ms'),
    row('search, slowest letter of a word', 'search, slowest letter', isLarge ? '≤ 350 ms' : '≤ 120 ms'),
    row('search, last letter of a word', 'search, one letter more', '≤ 80 ms'),
    row('counts, verdicts, findings and charts of a view', 'a view in numbers', isLarge ? '≤ 250 ms' : '≤ 40 ms'),
    ...['overview', 'needs you', 'incidents', 'findings'].flatMap((tab) => [
      row(`panel “${tab}”, when it is opened first`, `${tab}, first`),
      row(`panel “${tab}”, after a filter`, `${tab}, after a filter`, '≤ 300 ms'),
      row(`panel “${tab}”, longest task`, `${tab}, task, after a filter`, '≤ 100 ms'),
      row(`panel “${tab}”, longest task when it is opened first`, `${tab}, task, first`, '≤ 100 ms'),
    ]),
    row('scrolling, 95th of 100 frames', 'frame, 95 of 100, as shipped', '≤ 34 ms'),
    row('the same with every column in sight', 'frame, 95 of 100, every column in sight', '≤ 34 ms'),
    row('export of all rows', 'export', `≤ 1 × unparse: ${ms(of('PapaParse unparse'))}`),
    row('cold start → start screen', 'start', `≤ 1.5 × empty window: ${ms(of('start, empty window'))}`),
    '',
    `Frames with a blank row, of 170: ${of('frames with a blank row, as shipped')}; with every column in sight ${of('frames with a blank row, every column in sight')}.`,
    `Memory over the empty app (PSS of all processes): peak ${of('memory, peak').toFixed(0)} MiB, at rest ${of('memory, at rest').toFixed(0)} MiB; reach ${((sizeBytes * 1.6) / mebi + 40).toFixed(0)} MiB.`,
    `Sorts: ${sorts.map((name) => `${name.slice(8)} ${of(name).toFixed(0)}`).join(' · ')} ms.`,
  ].join('\n');
}
