import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AskName } from '../../../renderer/engine/asks.ts';
import type { Engine, OpenNews } from '../../../renderer/engine/engine.ts';
import { changeView, closeReport, showReport } from '../../../renderer/state/act.ts';
import { openGrants } from '../../../renderer/state/act-open.ts';
import { pickedRows } from '../../../renderer/state/act-place.ts';
import { reload, reopenWith } from '../../../renderer/state/act-reading.ts';
import { connect } from '../../../renderer/state/doorway.ts';
import { type Open, store } from '../../../renderer/state/state.ts';
import type { Grant, Viewer } from '../../../shared/contract/bridge.ts';
import { wholeView, withFilter } from '../../../shared/table/view.ts';
import { fixture, reportFromText } from '../../support/table.ts';

const report = reportFromText(fixture('reports/v2.csv'));
const shown = { rows: new Uint32Array([0, 1]), verdicts: [], position: -1, slow: [] };
const grant: Grant = { id: 'g', name: 'a.csv', sizeBytes: 7, sample: false };
const old: Open = {
  ...{ id: 'old', grant: 'g', name: 'a.csv', sizeBytes: 7, sample: false, readAs: undefined },
  ...{ stage: 'open', report, view: wholeView, shownView: wholeView, asking: false, shown },
  ...{ focusRow: undefined, paneRow: undefined },
};

/** What was asked of main and of the table worker, in order. */
let asked: string[];
/** Readings that the table worker has begun, by report. */
let readings: Map<string, (news: OpenNews) => void>;
/** What the table worker is to answer later than at once. */
let slowly: Map<AskName, () => Promise<unknown>>;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  readings = new Map();
  slowly = new Map();
  const listening = new Set<(event: object) => void>();
  const source = {
    addEventListener: (_: string, listen: (event: object) => void) => listening.add(listen),
    removeEventListener: (_: string, listen: (event: object) => void) => listening.delete(listen),
  };
  vi.stubGlobal('window', source);
  vi.stubGlobal('document', { addEventListener() {}, visibilityState: 'visible' });
  vi.stubGlobal('requestAnimationFrame', (then: () => void) => setTimeout(then));
  const main = async (name: string, about: { port: string } & string) => {
    asked.push(name === 'read' ? name : `${name} ${about}`);
    const ports = [{ close: () => asked.push('close the port') }];
    const data = { proctorsheet: 'port', port: about.port };
    if (name === 'read') setTimeout(() => listening.forEach((listen) => void listen({ source, data, ports })));
    return { ok: true, value: name === 'grant-again' ? { ...grant, id: `${about}'` } : undefined };
  };
  const worker = async (name: AskName, { report }: { report: string }) => {
    asked.push(`worker: ${name} ${report}`);
    if (name === 'view') return shown;
    return slowly.get(name)?.() ?? (name.endsWith('key') || name.endsWith('keys') ? [] : undefined);
  };
  const open: Engine['open'] = (order, _port, tell) => void readings.set(order.report, tell);
  connect({ ask: main } as unknown as Viewer, { open, ask: worker } as unknown as Engine);
  store.setState({ reports: [old], active: 'old', toasts: [] });
});
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const passed = (ms = 200) => vi.advanceTimersByTimeAsync(ms);
const tabs = () => store.getState().reports.map(({ id, stage }) => `${id === 'old' ? id : 'new'} ${stage}`);
const newest = () => [...readings.keys()].at(-1)!;
const isComplete = (id = newest()) => readings.get(id)!({ kind: 'complete', report: id, parts: report.parts, shown });
const viewOf = (id: string) => {
  const found = store.getState().reports.find((one) => one.id === id);
  return found?.stage === 'open' ? found.view : undefined;
};

describe('a report that is closed while it is read', () => {
  test('is read no further, and nothing of it is kept', async () => {
    openGrants([{ ...grant, id: 'other' }]);
    await passed();
    const id = newest();
    closeReport(id);
    expect(asked).toEqual(['read', `stop-reading read-${id}`, `worker: close ${id}`, 'release other']);
    expect(tabs()).toEqual(['old open']);
  });

  test('and before a byte of it has come, is never begun', async () => {
    openGrants([{ ...grant, id: 'other' }]);
    closeReport(store.getState().reports[1]!.id);
    await passed();
    expect(readings.size).toBe(0);
    expect(asked.at(-1)).toBe('close the port');
  });

  test('when all of it has come, leaves the report that it was to replace', async () => {
    slowly.set('row-keys', () => new Promise((resolve) => setTimeout(resolve, 100, [])));
    void reload();
    await passed();
    const id = newest();
    isComplete();
    expect(tabs()).toEqual(['old open', 'new loading']);
    closeReport(id);
    await passed();
    expect(tabs()).toEqual(['old open']);
    expect(store.getState().active).toBe('old');
    expect(asked).toContain(`worker: close ${id}`);
    expect(asked).not.toContain('worker: close old');
  });
});

describe('what is done with a report while its file is read again', () => {
  test.each([
    ['reloaded', reload],
    ['reopened in another encoding', () => reopenWith('windows-1250')],
  ])('is done with what takes its place: %s', async (_, read) => {
    void read();
    await passed();
    showReport('old');
    changeView((view) => ({ ...view, search: 'ana' }));
    isComplete();
    await passed();
    expect(tabs()).toEqual(['new open']);
    expect(viewOf(newest())!.search).toBe('ana');
  });

  test('also in the moment when it is found out where one is', async () => {
    slowly.set('row-keys', () => new Promise((resolve) => setTimeout(resolve, 100, [])));
    void reload();
    await passed();
    showReport('old');
    isComplete();
    await passed(50);
    changeView((view) => ({ ...view, search: 'ana' }));
    await passed();
    expect(viewOf(newest())!.search).toBe('ana');
  });
});

describe('rows that were picked', () => {
  const search = { ...wholeView, search: 'ana' };
  const picked = withFilter(search, pickedRows('0-1', 2));
  beforeEach(() => store.setState({ reports: [{ ...old, view: picked }] }));

  test('have the numbers that they have in the new reading', async () => {
    slowly.set('carry-rows', async () => ({ ranges: '5-6', count: 2 }));
    void reload();
    await passed();
    isComplete();
    await passed();
    expect(viewOf(newest())).toEqual(withFilter(search, pickedRows('5-6', 2)));
  });

  test.each([
    ['closed while its file is read', () => closeReport('old'), () => undefined],
    ['closed while they are looked for', () => undefined, () => closeReport('old')],
  ])('are let go, and all else stays, where the report was %s', async (_, before, after) => {
    slowly.set('carry-rows', () => Promise.reject(new Error('this report is not open')));
    void reload();
    await passed();
    before();
    isComplete();
    after();
    await passed();
    expect(viewOf(newest())).toEqual(search);
  });
});

test('of two encodings that are chosen one after the other the newer holds, and one report is left', async () => {
  void reopenWith('windows-1250');
  void reopenWith('windows-1252');
  await passed();
  for (const id of readings.keys()) isComplete(id);
  await passed();
  expect(store.getState().reports.map(({ stage, readAs }) => [stage, readAs])).toEqual([
    ['open', { encoding: 'windows-1252' }],
  ]);
  expect(asked).not.toContain('release g');
});
