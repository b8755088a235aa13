import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ExportPlan } from '../../../renderer/engine/asks.ts';
import type { LedgerQuery } from '../../../shared/report/ledger-lines.ts';
import { type View, wholeView } from '../../../shared/table/view.ts';
import { answerRanks, Beside, startTableWorker, type TableWorker } from '../../support/table-worker.ts';

/** So many that the order of the usernames is worked out elsewhere. */
const rows = 200_000;
const report = 'large';
const line = (_: unknown, row: number) => `Final,${row % 2 ? 'verified' : 'error'},C${row},${(row * 7919) % rows}`;
const text = ['exam_name,status,attempt_code,username', ...Array.from({ length: rows }, line)].join('\n');

let worker: TableWorker;
beforeAll(async () => {
  worker = await startTableWorker();
  await worker.open(text, report);
});
afterAll(() => worker.close());

/** Which of these are answered by now, by name. */
async function answered(asked: Readonly<Record<string, Promise<unknown>>>): Promise<string[]> {
  const done: string[] = [];
  for (const [name, answer] of Object.entries(asked)) {
    answer.then(
      () => done.push(name),
      (error: Error) => done.push(`${name}: ${error.message}`),
    );
  }
  await worker.settled();
  return done;
}

const view: View = { ...wholeView, sort: [{ column: 'username', descending: false }] };
const query: LedgerQuery = {
  ...{ by: 'entry', kind: undefined, category: undefined, search: '' },
  ...{ order: 'exam', descending: false, unfolded: [] },
};
const page = { report, view, from: 0, count: 10 };

const plan: ExportPlan = { rows: 'shown', columns: ['username'], values: 'exact', bom: false };
/** What exports wrote, by their ports. */
const written: Record<string, string> = {};
const exported = (id: string, of: View, what: Partial<ExportPlan> = {}) => {
  written[id] = '';
  const postMessage = ({ bytes }: { bytes?: Uint8Array }) => {
    if (bytes) written[id] += new TextDecoder().decode(bytes);
  };
  worker.give(id, { postMessage, onmessage: null });
  return worker.ask('export', { report, view: of, plan: { ...plan, ...what }, port: id });
};

describe('while the order of a view is being worked out,', () => {
  const step = { from: undefined, step: 1, stay: false } as const;
  const needOrder = () => ({
    view: worker.ask('view', { report, view, keep: 0 }),
    find: worker.ask('find', { report, view, columns: ['username'], text: '15838', ...step }),
    incidents: worker.ask('incidents', { report, view, from: -1, step: 1 }),
    ledger: worker.ask('ledger', { ...page, query: { ...query, order: 'learner' } }),
    export: exported('shown', view),
  });
  let waiting: ReturnType<typeof needOrder>;

  test('only what needs it waits: the rows, a step through them, their export, a list by it', async () => {
    waiting = needOrder();
    expect(await answered(waiting)).toEqual([]);
  });

  test('everything else about it is answered at once', async () => {
    const others = {
      overview: worker.ask('overview', { report, view, zone: 'utc', columns: [] }),
      choices: worker.ask('choices', { report, view, column: 'status' }),
      findings: worker.ask('findings', { report, view }),
      worklist: worker.ask('worklist', { report, view, days: 10 }),
      ledger: worker.ask('ledger', { ...page, query }),
      export: exported('all', view, { rows: 'all' }),
    };
    await worker.lull();
    expect((await answered(others)).sort()).toEqual(Object.keys(others).sort());
    expect((await others.overview).totals.attempts).toBe(rows);
    expect(await others.choices).toMatchObject([{ count: rows / 2 }, { count: rows / 2 }]);
  });

  test('and when it is there, they have it', async () => {
    for (let column = 0; column < 2; column += 1) if (Beside.atWork('rank')) answerRanks();
    expect((await answered(waiting)).sort()).toEqual(Object.keys(waiting).sort());
    const shown = (await waiting.view)!;
    expect([...shown.rows.slice(0, 3)].map((row) => (row * 7919) % rows)).toEqual([0, 1, 2]);
    expect(shown.verdicts.reduce((sum, count) => sum + count)).toBe(rows);
    expect(await waiting.find).toMatchObject({ position: 15_838 });
    expect(written.shown!.split('\r\n').slice(0, 4)).toEqual(['username', '0', '1', '2']);
    expect(written.all!.split('\r\n').slice(0, 4)).toEqual(['username', '0', '7919', '15838']);
  });
});

describe('while a regular expression is being tried,', () => {
  const test7: View['filters'][number] = {
    ...{ kind: 'text', column: 'username' },
    conditions: [{ test: 'pattern', text: '^7$' }],
  };
  const filtered: View = { ...wholeView, filters: [test7] };
  const asked = () => ({
    view: worker.ask('view', { report, view: filtered, keep: undefined }),
    overview: worker.ask('overview', { report, view: filtered, zone: 'utc', columns: [] }),
  });

  test('a view that is given up is answered at once, and nothing goes on with it', async () => {
    const waiting = asked();
    expect(await answered(waiting)).toEqual([]);
    const trial = Beside.atWork('pattern')!;
    await worker.ask('give-up', { report });
    expect(await answered(waiting)).toEqual(['view', 'overview: the view was given up']);
    expect(await waiting.view).toBeUndefined();
    expect(trial.ended).toBe(true);
    expect(Beside.atWork('pattern')).toBeUndefined();
  });

  test('and wanted after all, it is tried anew', async () => {
    const waiting = asked();
    await worker.settled();
    const mask = new Uint8Array(rows);
    mask[3] = 1;
    Beside.atWork('pattern')!.onmessage!({ data: mask });
    await worker.lull();
    expect((await answered(waiting)).sort()).toEqual(['overview', 'view']);
    expect(await waiting.view).toMatchObject({ rows: new Uint32Array([3]), slow: [] });
    expect((await waiting.overview).totals.attempts).toBe(1);
  });

  test('one that takes two seconds is stopped, and said to have been', async () => {
    const conditions = [{ test: 'pattern', text: '^(7+)+$' }] as const;
    const view = { ...wholeView, filters: [{ ...test7, conditions }] };
    const waiting = { view: worker.ask('view', { report, view, keep: undefined }) };
    for (let turn = 0; turn < 101; turn += 1) await worker.settled();
    expect(await answered(waiting)).toEqual(['view']);
    expect(await waiting.view).toMatchObject({ rows: new Uint32Array(0), slow: ['^(7+)+$'] });
  });
});

describe('while the rows of a view are being found,', () => {
  const ending = (text: string): View => {
    const conditions = [{ test: 'ends', text }] as const;
    return { ...wholeView, filters: [{ kind: 'text', column: 'username', conditions }] };
  };
  const asked = (view = ending('99')) => ({
    view: worker.ask('view', { report, view, keep: undefined }),
    overview: worker.ask('overview', { report, view, zone: 'utc', columns: [] }),
  });
  // By this clock each part of the rows takes long enough for a rest.
  beforeAll(() => {
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => {
      now += 1000;
      return now;
    });
  });
  afterAll(() => void vi.restoreAllMocks());

  test('other questions are answered, and a view that is given up, and nothing goes on with it', async () => {
    const waiting = asked();
    let isFound = false;
    waiting.view.then(() => {
      isFound = true;
    });
    await new Promise(setImmediate);
    expect(await worker.ask('lines', { report, offsets: [0, 40] })).toEqual([1, 2]);
    expect(isFound).toBe(false);
    await worker.ask('give-up', { report });
    expect(await waiting.view).toBeUndefined();
    expect(await answered(waiting)).toEqual(['view', 'overview: the view was given up']);
  });

  test('and wanted after all, they are found anew', async () => {
    const waiting = asked();
    await worker.lull();
    expect((await answered(waiting)).sort()).toEqual(['overview', 'view']);
    expect((await waiting.view)!.rows).toHaveLength(rows / 100);
    expect((await waiting.overview).totals.attempts).toBe(rows / 100);
  });

  test('what follows no view goes on where that is given up: a list of values, an export', async () => {
    const view = ending('88');
    const waiting = {
      view: worker.ask('view', { report, view, keep: undefined }),
      choices: worker.ask('choices', { report, view, column: 'status' }),
      export: exported('given-up', view),
    };
    await new Promise(setImmediate);
    await worker.ask('give-up', { report });
    expect((await answered(waiting)).sort()).toEqual(['choices', 'export', 'view']);
    expect(await waiting.view).toBeUndefined();
    expect((await waiting.choices).reduce((sum, { count }) => sum + count, 0)).toBe(rows / 100);
    expect(written['given-up']!.trim().split('\r\n')).toHaveLength(1 + rows / 100);
  });
});

test('what is worked out for later waits while a person asks for one view after the other', async () => {
  const typed = 'typed';
  await worker.open(text, typed);
  const view = (search: string) =>
    worker.ask('view', { report: typed, view: { ...wholeView, search }, keep: undefined });
  const waiting = { view: view('7'), findings: worker.ask('findings', { report: typed }) };
  expect(await answered(waiting)).toEqual(['view']);
  expect(await answered({ ...waiting, view: view('77') })).toEqual(['view']);
  await worker.lull();
  expect(await answered(waiting)).toContain('findings');
});

test('a report that is closed before all of it has come is not kept', async () => {
  const early = 'early';
  const opening = { open: worker.open(text, early), close: worker.ask('close', { report: early }) };
  expect(await answered(opening)).toEqual(['close']);
  await expect(worker.ask('lines', { report: early, offsets: [0] })).rejects.toThrow('not open');
});

describe('a view that waits', () => {
  const small = 'small';
  const byCode: View = { ...wholeView, sort: [{ column: 'attempt_code', descending: true }] };
  const pattern: View['filters'][number] = {
    ...{ kind: 'text', column: 'username' },
    conditions: [{ test: 'pattern', text: '^1' }],
  };

  test('waits on where who decides second reviews is answered meanwhile, and has the rows as they are judged then', async () => {
    await worker.open(text, small);
    const waiting = { view: worker.ask('view', { report: small, view: byCode, keep: undefined }) };
    expect(await answered(waiting)).toEqual([]);
    await worker.ask('judge', { report: small, secondReview: 'course-team' });
    expect(await answered(waiting)).toEqual([]);
    for (let column = 0; column < 2; column += 1) if (Beside.atWork('rank')) answerRanks();
    expect(await answered(waiting)).toEqual(['view']);
    // In the order of text, numbers by their value.
    expect((await waiting.view)!.rows[0]).toBe(rows - 1);
  });

  test('for a report that is closed is given up, with all that is tried for it', async () => {
    const view = { ...wholeView, filters: [pattern] };
    const waiting = { view: worker.ask('view', { report: small, view, keep: undefined }) };
    expect(await answered(waiting)).toEqual([]);
    const trial = Beside.atWork('pattern')!;
    await worker.ask('close', { report: small });
    expect(await answered(waiting)).toEqual(['view']);
    expect(await waiting.view).toBeUndefined();
    expect(trial.ended).toBe(true);
  });
});
