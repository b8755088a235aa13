import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLull } from '../../renderer/engine/lull.ts';
import { createRankDesk } from '../../renderer/engine/rank-desk.ts';
import type { RankOrder } from '../../renderer/engine/rank-worker.ts';
import { openColumn } from '../../shared/table/column.ts';
import { ranksOf } from '../../shared/table/order.ts';
import { tableOf } from '../support/table.ts';

/** Answers when it is told to, and notes what it was asked. */
class SlowWorker {
  static readonly made: SlowWorker[] = [];
  readonly orders: RankOrder[] = [];
  ended = false;
  onmessage: ((event: { data: unknown }) => void) | undefined;
  onerror: ((event: { preventDefault(): void }) => void) | undefined;
  constructor() {
    SlowWorker.made.push(this);
  }
  postMessage(order: RankOrder) {
    this.orders.push(order);
  }
  terminate() {
    this.ended = true;
  }
  answer() {
    const { column, bytes, rowCount } = this.orders.at(-1)!;
    this.onmessage!({ data: { column: column.id, ranks: ranksOf(openColumn(column, bytes), bytes, rowCount) } });
  }
}

const rows = 20_000;
const text = Array.from({ length: rows }, (_, row) => `a${row},b${(row * 7) % rows},c${row % 3}`).join('\n');
const table = tableOf(text, { columns: ['one', 'two', 'few'] });
const column = (id: string) => table.column(id)!;
const asked = () => SlowWorker.made.flatMap((worker) => worker.orders.map((order) => order.column.id));

beforeEach(() => {
  SlowWorker.made.length = 0;
  vi.stubGlobal('Worker', SlowWorker);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('columns of many values are ranked elsewhere, one after the other, and the worker is ended after the last', () => {
  const desk = createRankDesk(table, createLull(), undefined, rows);
  expect(asked()).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(asked()).toEqual(['one']);
  SlowWorker.made[0]!.answer();
  expect(asked()).toEqual(['one', 'two']);
  SlowWorker.made[0]!.answer();
  expect(SlowWorker.made.map((worker) => worker.ended)).toEqual([true]);
  const wanted = ranksOf(column('two'), table.parts.bytes, rows);
  expect(desk.of(column('two')).ranks.slice(0, 50)).toEqual(wanted.ranks.slice(0, 50));
});

test('so is a dictionary of many texts, and before the others, for it is soon done', () => {
  const some = 2000;
  const line = (row: number) => `a${row},x${Math.floor(row / (rows / some))},y${row % 9}`;
  const text = Array.from({ length: rows }, (_, row) => line(row)).join('\n');
  const mixed = tableOf(text, { columns: ['many', 'some', 'few'] });
  expect(mixed.columns.map(({ distinct }) => distinct)).toEqual([0, some, 9]);
  createRankDesk(mixed, createLull(), undefined, rows);
  vi.advanceTimersByTime(1000);
  expect(asked()).toEqual(['some']);
  SlowWorker.made[0]!.answer();
  expect(asked()).toEqual(['some', 'many']);
});

test('what a person waits for comes first', async () => {
  const desk = createRankDesk(table, createLull(), undefined, rows);
  let ready = false;
  const waited = desk.prepare(['two', 'few', 'nowhere']).then(() => {
    ready = true;
  });
  expect(asked()).toEqual(['two']);
  await Promise.resolve();
  expect(ready).toBe(false);
  SlowWorker.made[0]!.answer();
  await waited;
  expect(desk.of(column('few')).byCode).toBe(true);
  // Known by now, so nobody waits.
  await desk.prepare(['two']);
});

test('while a person asks for one view after the other, no column is begun that nobody waits for', () => {
  const lull = createLull();
  const desk = createRankDesk(table, lull, undefined, rows);
  for (let letter = 0; letter < 10; letter += 1) {
    lull.stir();
    vi.advanceTimersByTime(200);
  }
  expect(asked()).toEqual([]);
  void desk.prepare(['two']);
  expect(asked()).toEqual(['two']);
  lull.stir();
  SlowWorker.made[0]!.answer();
  expect(asked()).toEqual(['two']);
  vi.advanceTimersByTime(1000);
  expect(asked()).toEqual(['two', 'one']);
  SlowWorker.made[0]!.answer();
  expect(SlowWorker.made.map((worker) => worker.ended)).toEqual([true]);
});

test('a worker that breaks leaves the work to whoever needs it', async () => {
  const desk = createRankDesk(table, createLull(), undefined, rows);
  const waited = desk.prepare(['one']);
  SlowWorker.made[0]!.onerror!({ preventDefault() {} });
  await waited;
  expect(desk.of(column('one')).highest).toBe(rows - 1);
  await desk.prepare(['two']);
  expect(asked()).toEqual(['one']);
});

test('a closed report ends its worker, and lets nobody wait', async () => {
  const desk = createRankDesk(table, createLull(), undefined, rows);
  const waited = desk.prepare(['one']);
  desk.end();
  await waited;
  vi.advanceTimersByTime(1000);
  expect(SlowWorker.made.map((worker) => worker.ended)).toEqual([true]);
  expect(asked()).toEqual(['one']);
});

test('judged anew, the order of the other columns stays known', () => {
  const desk = createRankDesk(table, createLull(), undefined, rows);
  vi.advanceTimersByTime(1000);
  SlowWorker.made[0]!.answer();
  const ranks = desk.of(column('one'));
  expect(desk.forTable(table).of(column('one'))).toBe(ranks);
});
