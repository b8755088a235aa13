/** What a person does with the charts of the overview: filter by a bar, chart a column. */
import { type Chart, type Pressed, press, withoutOwn } from '../../shared/report/chart.ts';
import { canChart, type DividedBy } from '../../shared/report/column-chart.ts';
import { verdictColumn } from '../../shared/report/report.ts';
import { filterOf, withFilter, withoutFilter } from '../../shared/table/view.ts';
import { change, changeView } from './act.ts';
import { showInsight } from './act-insight.ts';
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
