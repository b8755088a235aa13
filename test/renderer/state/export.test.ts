import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ExportPlan } from '../../../renderer/engine/asks.ts';
import type { Engine } from '../../../renderer/engine/engine.ts';
import { exportReport, stopExport } from '../../../renderer/state/act-export.ts';
import { connect } from '../../../renderer/state/doorway.ts';
import { type Open, store } from '../../../renderer/state/state.ts';
import type { Viewer } from '../../../shared/contract/bridge.ts';
import { failure, type Result, success } from '../../../shared/contract/failure.ts';
import { wholeView } from '../../../shared/table/view.ts';
import { type Pending, pending } from '../../support/pending.ts';
import { fixture, reportFromText } from '../../support/table.ts';

const plan: ExportPlan = { rows: 'shown', columns: undefined, values: 'safe', bom: true };
const open: Open = {
  ...{ id: 'a', grant: 'g', name: 'a.csv', sizeBytes: 7, sample: false, readAs: undefined },
  ...{ stage: 'open', report: reportFromText(fixture('reports/v2.csv')), view: wholeView, shownView: wholeView },
  ...{ asking: false, shown: { rows: new Uint32Array(), verdicts: [], position: -1, slow: [] } },
  ...{ focusRow: undefined, paneRow: undefined },
};
const cancelled = failure('cancelled', { name: 'a.csv' });
const said = () => store.getState().toasts.map(({ title, text }) => `${title}. ${text}`);

/** What main and the table worker answer to an export, and when it has begun. */
let saved: (result: Result<{ name: string }>) => void;
let written: Pending<{ rows: number }>;
let begun: Promise<void>;
/** What main answers where it does not begin to write. */
let refused: Result<never> | undefined;

beforeEach(() => {
  refused = undefined;
  written = pending();
  const beginning = pending();
  begun = beginning.promise;
  const source = {
    addEventListener: (_: string, listen: (event: object) => void) => arrive.push(listen),
    removeEventListener: () => undefined,
  };
  const arrive: ((event: object) => void)[] = [];
  vi.stubGlobal('window', source);
  const main = (name: string, about: { port: string }) => {
    if (name === 'choose-target') return Promise.resolve(success({ id: 't' }));
    if (name === 'stop-saving') return Promise.resolve(saved(cancelled));
    if (refused) return Promise.resolve(refused);
    const event = { source, data: { proctorsheet: 'port', port: about.port }, ports: [{}] };
    setTimeout(() => arrive.forEach((listen) => void listen(event)));
    return new Promise((resolve) => {
      saved = resolve;
    });
  };
  const ask = () => {
    beginning.resolve();
    return written.promise;
  };
  connect({ ask: main } as unknown as Viewer, { ask, give: () => undefined } as unknown as Engine);
  store.setState({ reports: [open], active: 'a', toasts: [] });
});
afterEach(() => void vi.unstubAllGlobals());

test('an export that the table worker could not go on with is said to have failed', async () => {
  const result = exportReport(plan, 'a.csv');
  await begun;
  saved(cancelled);
  written.reject(new Error('the table worker ended'));
  expect(await result).toBe(false);
  expect(said()).toEqual([
    'The export was not written. Writing “a.csv” failed (the table worker ended). ' +
      'What was there before is untouched. Try again, or choose another folder.',
  ]);
  expect(store.getState().exporting).toBeUndefined();
});

test('of one that the person stopped nothing is said', async () => {
  const result = exportReport(plan, 'a.csv');
  await begun;
  stopExport();
  written.reject(new Error('the file could not be written'));
  expect(await result).toBe(false);
  expect(said()).toEqual([]);
});

test('one that stands is told with its rows, also after one that was stopped', async () => {
  const result = exportReport(plan, 'a.csv');
  await begun;
  saved(success({ name: 'a.csv' }));
  written.resolve({ rows: 1200 });
  expect(await result).toBe(true);
  expect(said()).toEqual(['Exported. “a.csv” · 1,200 rows']);
});

test('one that is refused before a byte is written is told, and keeps nobody waiting', async () => {
  refused = failure('refused', { detail: 'a file that was not granted' });
  expect(await exportReport(plan, 'a.csv')).toBe(false);
  expect(said()).toHaveLength(1);
  expect(store.getState().exporting).toBeUndefined();
});
