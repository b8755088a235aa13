/**
 * `npm run reopen`: opens and closes a report of 10,000 rows again and again in one window, and says by how many KiB the
 * memory of the app grows with each, whole and of each kind of process.
 *
 *   npm run reopen -- --times 1000
 *
 * Memory is looked at after every fifth opening, from the first fifth of them on: until then the engine compiles and
 * caches what it will. All of these points are in the slope, which is that of Theil and Sen (slope.ts), so neither the
 * moment of a collection nor another program that begins or ends can make it, and none can be left out that shows
 * growth. Four slopes are told, because none says it alone:
 *
 * - `PSS`: as the system counts it, with nothing done about garbage. It has the pages of Electron's own program in it,
 *   which another Electron on the machine shares, so it falls when that begins and rises when that ends.
 * - `own`: what of it is in no file. Of every ten points the lowest as well: a process that is just starting, and garbage
 *   that is about to go, stand on top of that.
 * - `PSS after a rest`: every fifty openings the app is left alone for four seconds, as by a person between two reports,
 *   and collects its garbage as it does by itself. What it has then is what a person is left with.
 * - `held`: `own` after garbage has been collected, three times before the first point and three times after the last.
 *   What still grows then is a leak. Not in between, since that would hide garbage that nobody collects.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { scratchFolder } from '../support/app.ts';
import { type Memory, memoryByProcess } from './measure.ts';
import { writeSample } from './sample-file.ts';
import { floorsOf, type Point, slopeOf } from './slope.ts';
import { openUnwatched } from './unwatched-app.ts';

const { values } = parseArgs({ options: { times: { type: 'string', default: '1000' } } });
const times = Number(values.times);
const step = 5;
const settling = Math.floor(times / 5 / step) * step;
const collections = 3;
const betweenCollections = 10;
const betweenRests = 50;

type Look = ReadonlyMap<string, Memory>;
const looks: { at: number; memory: Look }[] = [];
/** After a rest, in which the app has collected what it does by itself. */
const rested: { at: number; memory: Look }[] = [];
const held: { at: number; memory: Look }[] = [];

const path = join(scratchFolder('report'), 'edX_Reopen_2026_proctored_exam_results_report_2026-01-01-0000.csv');
writeSample(path, 10_000);
const app = await openUnwatched(path);
const began = performance.now();
let opened = 0;

async function reopen(count: number) {
  await app.reopen(count);
  opened += count;
  if (opened % 100 === 0) {
    const each = ((performance.now() - began) / opened).toFixed(0);
    console.log(`${opened} openings, ${each} ms each: ${inMebibytes(memoryByProcess(app.pid))}`);
  }
}

async function collect() {
  for (let time = 0; time < collections; time += 1) {
    await reopen(betweenCollections);
    await app.collect();
    const memory = memoryByProcess(app.pid);
    held.push({ at: opened, memory });
    console.log(`${opened} openings, garbage collected: ${inMebibytes(memory)}`);
  }
}

await reopen(settling - collections * betweenCollections);
await collect();
while (opened < times) {
  await reopen(step);
  looks.push({ at: opened, memory: memoryByProcess(app.pid) });
  if (opened % betweenRests > 0) continue;
  await app.rest();
  rested.push({ at: opened, memory: memoryByProcess(app.pid) });
}
await collect();
await app.close();

const kinds = ['all', ...new Set(looks.flatMap(({ memory }) => [...memory.keys()]))];
const points = (of: typeof looks, kind: string, what: keyof Memory): Point[] =>
  of.map(({ at, memory }) => ({ at, value: kind === 'all' ? sum(memory, what) : (memory.get(kind)?.[what] ?? 0) }));

console.log(`\nKiB with each opening, of ${times}, from the ${settling}th on (reach: 10)\n`);
console.log('| process | PSS | own | own, lowest of ten | PSS after a rest | held |\n|---|---:|---:|---:|---:|---:|');
for (const kind of kinds) {
  const own = points(looks, kind, 'own');
  const shares = (of: typeof looks) => points(of, kind, 'pss');
  const slopes = [shares(looks), own, floorsOf(own, 10), shares(rested), points(held, kind, 'own')].map(slopeOf);
  console.log(`| ${kind} | ${slopes.map((slope) => slope.toFixed(1)).join(' | ')} |`);
}

function sum(memory: Look, what: keyof Memory): number {
  return [...memory.values()].reduce((all, one) => all + one[what], 0);
}

function inMebibytes(memory: Look): string {
  const each = [...memory].map(([kind, { own }]) => `${kind} ${(own / 1024).toFixed(1)}`);
  return `PSS ${(sum(memory, 'pss') / 1024).toFixed(1)} MiB, own ${(sum(memory, 'own') / 1024).toFixed(1)} = ${each.join(' + ')}`;
}
