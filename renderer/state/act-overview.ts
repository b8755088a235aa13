/** What a person does with the charts of the overview: filter by a bar, chart a column, keep a picture. */
import type { WriterMessage } from '../../shared/contract/bridge.ts';
import { failure } from '../../shared/contract/failure.ts';
import { type Chart, type Pressed, press, withoutOwn } from '../../shared/report/chart.ts';
import { canChart, type DividedBy } from '../../shared/report/column-chart.ts';
import { verdictColumn } from '../../shared/report/report.ts';
import { filterOf, withFilter, withoutFilter } from '../../shared/table/view.ts';
import { awaitPort } from '../engine/ports.ts';
import { change, changeView, tell, tellFailure } from './act.ts';
import { showInsight } from './act-insight.ts';
import { viewer } from './doorway.ts';
import { activeOpen, type Open, store } from './state.ts';

const opened = (): Open | undefined => activeOpen(store.getState());

/** Filters by a bar, or takes it back; `add` keeps what is chosen beside it. */
export function pressBar(chart: Chart, pressed: Pressed, add: boolean) {
  changeView((view) => press(chart, view, pressed, add));
}

/** Takes back all that was chosen in a chart. */
export function clearChart(chart: Chart) {
  changeView((view) => withoutOwn(view, chart));
}

/** Filters by verdicts, by their words; those that are all that is chosen are taken back. */
export function pressVerdicts(words: readonly string[], add: boolean) {
  changeView((view) => {
    const chosen = filterOf(view, verdictColumn, 'values');
    const now = chosen && !chosen.exclude ? chosen.values : [];
    const isIn = words.every((word) => now.includes(word));
    if (isIn && (add || now.length === words.length)) {
      const values = now.filter((word) => !words.includes(word));
      return values.length === 0
        ? withoutFilter(view, verdictColumn, 'values')
        : withFilter(view, { kind: 'values', column: verdictColumn, values });
    }
    const values = add ? [...new Set([...now, ...words])] : words;
    return withFilter(view, { kind: 'values', column: verdictColumn, values });
  });
}

/** Whether the column that has the focus can be charted. */
export function canChartNow(column = opened()?.focusColumn): boolean {
  const open = opened();
  return open !== undefined && !open.report.facts.plain && column !== undefined && canChart(column);
}

/** Puts a chart of a column on top of the overview, and shows it. */
export function chartColumn(column = opened()?.focusColumn) {
  const open = opened();
  if (!open || column === undefined || !canChartNow(column)) return;
  const others = (open.charted ?? []).filter((other) => other.column !== column);
  change(open.id, 'open', (report) => ({ ...report, charted: [{ column, by: 'nothing' }, ...others] }));
  showInsight('overview');
}

export function divideChart(column: string, by: DividedBy) {
  const open = opened();
  const charted = open?.charted?.map((other) => (other.column === column ? { column, by } : other));
  if (open && charted) change(open.id, 'open', (report) => ({ ...report, charted }));
}

export function dropChart(column: string) {
  const open = opened();
  const charted = open?.charted?.filter((other) => other.column !== column);
  if (open && charted) change(open.id, 'open', (report) => ({ ...report, charted }));
}

let nextPicture = 1;

/** Asks where, has the picture made, and writes it whole or not at all. */
export async function savePicture(suggested: string, make: () => Promise<Uint8Array>) {
  const target = await viewer.ask('choose-target', { suggested });
  if (!target.ok) tellFailure(target.failure);
  if (!target.ok || !target.value) return;
  let bytes: Uint8Array;
  try {
    bytes = await make();
  } catch (error) {
    tellFailure(failure('unexpected', { detail: (error as Error).message }).failure);
    return;
  }
  const port = `picture-${nextPicture}`;
  nextPicture += 1;
  const arrives = awaitPort(port);
  const saving = viewer.ask('save', { target: target.value.id, port });
  const to = await arrives;
  // A picture is one piece, so there is no credit to wait for; what goes wrong, `save` answers.
  const pieces: readonly WriterMessage[] = [{ kind: 'bytes', bytes }, { kind: 'end' }];
  for (const piece of pieces) to.postMessage(piece);
  const saved = await saving;
  if (saved.ok) tell({ tone: 'done', title: 'Saved', text: `“${saved.value.name}”`, target: target.value.id });
  else tellFailure(saved.failure);
}
