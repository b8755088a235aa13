import { beforeEach, expect, test } from 'vitest';
import type { AskName, Shown } from '../../../renderer/engine/asks.ts';
import type { Engine } from '../../../renderer/engine/engine.ts';
import { changeView, showReport, stepIncidents } from '../../../renderer/state/act.ts';
import { goToRow } from '../../../renderer/state/act-reading.ts';
import { connect } from '../../../renderer/state/doorway.ts';
import { type Open, store } from '../../../renderer/state/state.ts';
import type { Viewer } from '../../../shared/contract/bridge.ts';
import { wholeView } from '../../../shared/table/view.ts';
import { fixture, reportFromText } from '../../support/table.ts';

const report = reportFromText(fixture('reports/v2.csv'));
const shownRows = (...rows: number[]): Shown => ({
  rows: new Uint32Array(rows),
  ...{ verdicts: [], position: -1, slow: [] },
});
const open = (id: string): Open => ({
  ...{ id, grant: id, name: `${id}.csv`, sizeBytes: 7, sample: false, readAs: undefined },
  ...{ stage: 'open', report, view: wholeView, shownView: wholeView, asking: false, shown: shownRows(0, 1, 2) },
  ...{ focusRow: undefined, paneRow: undefined },
});

/** What the table worker has not answered yet, in order. */
let asked: { name: AskName; answer: (value: unknown) => void }[];
beforeEach(() => {
  asked = [];
  const ask = (name: AskName) => new Promise((answer) => asked.push({ name, answer }));
  connect({ ask: async () => undefined } as unknown as Viewer, { ask } as unknown as Engine);
  store.setState({ reports: [open('a'), open('b')], active: 'a' });
});

const answer = async (name: AskName, value: unknown) => {
  asked
    .splice(
      asked.findIndex((one) => one.name === name),
      1,
    )[0]!
    .answer(value);
  await new Promise(setImmediate);
};
const paneRow = () => store.getState().reports.map((one) => one.stage === 'open' && one.paneRow);

test('who goes to a row while another view is awaited comes to its place in that view', async () => {
  changeView((view) => ({ ...view, search: 'ana' }));
  const place = goToRow(2);
  await answer('view', undefined);
  await answer('view', shownRows(2, 0));
  expect(await place).toBe(0);
  expect(paneRow()).toEqual([undefined, undefined]);
});

test('a row that the view hides is shown in the pane, of its own report and of no other', async () => {
  const hidden = goToRow(2);
  await answer('view', shownRows(0, 1));
  expect(await hidden).toBe(-1);
  expect(paneRow()).toEqual([2, undefined]);
  const left = goToRow(1);
  showReport('b');
  await answer('view', shownRows(0));
  expect(await left).toBe(-1);
  expect(paneRow()).toEqual([2, undefined]);
});

test('the next incident is a row of the view that it was looked for in', async () => {
  store.setState({ reports: [{ ...open('a'), paneRow: 0 }], active: 'a' });
  void stepIncidents(1);
  changeView((view) => ({ ...view, search: 'ana' }));
  await answer('view', shownRows(1, 2));
  await answer('incidents', 1);
  expect(paneRow()).toEqual([0]);
  void stepIncidents(1);
  await answer('incidents', 1);
  expect(paneRow()).toEqual([2]);
});
