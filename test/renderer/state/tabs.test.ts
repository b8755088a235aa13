import { beforeEach, expect, test } from 'vitest';
import type { Engine } from '../../../renderer/engine/engine.ts';
import { closeReport, showReport, tellFailure } from '../../../renderer/state/act.ts';
import { placeIn } from '../../../renderer/state/act-place.ts';
import { connect } from '../../../renderer/state/doorway.ts';
import { type Loading, type Open, store } from '../../../renderer/state/state.ts';
import type { Viewer } from '../../../shared/contract/bridge.ts';
import type { RowKey } from '../../../shared/report/row-keys.ts';
import { wholeView } from '../../../shared/table/view.ts';
import { fixture, reportFromText } from '../../support/table.ts';

const report = reportFromText(fixture('reports/v2.csv'));
const named = (id: string, grant = id) => ({ id, grant, name: `${id}.csv`, sizeBytes: 7, sample: false });
const open = (id: string): Open => ({
  ...named(id),
  ...{ stage: 'open', report, view: wholeView, shownView: wholeView, asking: false, readAs: undefined },
  shown: { rows: new Uint32Array([0, 1]), verdicts: [], position: -1, slow: [] },
  ...{ focusRow: undefined, paneRow: undefined, scrolled: { position: 70, left: 5 } },
});
const again = (id: string, replaces: string): Loading => ({
  ...named(id, replaces),
  ...{ stage: 'loading', rows: 0, bytes: 0, report: undefined, readAs: undefined, resume: undefined, replaces },
});

const front = () => store.getState().active;
const scrollTo = (id: string) => {
  const found = store.getState().reports.find((one) => one.id === id);
  return found?.stage === 'open' ? found.scrollTo : undefined;
};

beforeEach(() => {
  const ask = async () => undefined;
  connect({ ask } as unknown as Viewer, { ask } as unknown as Engine);
});

test('a reading that is given up leaves the report that it was to replace, where that was left', () => {
  store.setState({ reports: [open('a'), again('a2', 'a'), open('b')], active: 'a2' });
  closeReport('a2');
  expect([front(), scrollTo('a'), scrollTo('b')]).toEqual(['a', { position: 70, left: 5 }, undefined]);
});

test('a closed report leaves the one after it, or the last, or none; one that is not in front leaves all as it is', () => {
  store.setState({ reports: [open('a'), open('b'), open('c')], active: 'b' });
  closeReport('a');
  expect([front(), scrollTo('b')]).toEqual(['b', undefined]);
  closeReport('b');
  expect([front(), scrollTo('c')]).toEqual(['c', { position: 70, left: 5 }]);
  closeReport('c');
  expect([front(), store.getState().reports]).toEqual([undefined, []]);
});

test('what was said of a report goes with it, as when it is read anew; all else stays', () => {
  store.setState({ reports: [open('a'), open('b')], active: 'a', toasts: [] });
  tellFailure({ code: 'missing', name: 'a.csv' }, 'a');
  tellFailure({ code: 'read-error', name: 'b.csv' }, 'b');
  tellFailure({ code: 'not-a-file' });
  const said = () => store.getState().toasts.map(({ report }) => report);
  expect(said()).toEqual(['a', 'b', undefined]);
  closeReport('a');
  expect(said()).toEqual(['b', undefined]);
});

test('who shows the report that is shown already scrolls nowhere', () => {
  store.setState({ reports: [open('a')], active: 'a' });
  showReport('a');
  expect(scrollTo('a')).toBeUndefined();
});

test('a report whose place was not taken up yet is still where the reading before was, with the view that it has by now', async () => {
  const key = { code: 'A1', nth: 0 } as unknown as RowKey;
  const anchor = { position: 4, column: 'email' };
  const carried = { keys: [key], selection: { kind: 'cells', anchor, focus: { ...anchor, position: 5 } } } as const;
  const view = { ...wholeView, search: 'ana' };
  const before = { view: wholeView, scrolled: { position: 40, left: 3 }, carried };
  expect(await placeIn({ ...open('a'), view, toTakeUp: before })).toEqual({ ...before, view });
  // Where nothing is to be taken up, it is where it stands.
  expect(await placeIn({ ...open('a'), view })).toMatchObject({ view, scrolled: { position: 70, left: 5 } });
});
