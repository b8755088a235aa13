/** The answer to "how did it go": the charts and the words of a view. */

import type { Chart } from '../../shared/report/chart.ts';
import { columnChart } from '../../shared/report/column-chart.ts';
import { type Looked, rowsFor } from '../../shared/report/count-chart.ts';
import { chartSteps, verdictAxis } from '../../shared/report/overview.ts';
import { subjectWords, summaryWords, summed } from '../../shared/report/summary-words.ts';
import { totalsOf, verdictCounts } from '../../shared/report/totals.ts';
import { timedInReview } from '../../shared/report/worklist.ts';
import type { Asks, Overview } from './asks.ts';

/** One chart after the other, so that others can be answered between. */
export function* overviewSteps({
  columns,
  ...looked
}: Looked & Pick<Asks['overview']['args'], 'columns'>): Generator<undefined, Overview> {
  const { report, rows } = looked;
  const charted: Chart[] = [];
  for (const { title, ...column } of columns) {
    const chart = yield* columnChart(looked, column, title);
    if (chart) charted.push(chart);
    yield;
  }
  const of = summed(report, rows);
  const beside = yield* rowsFor(looked, { by: verdictAxis });
  yield;
  const charts = yield* chartSteps(looked);
  return {
    summary: summaryWords(of),
    subject: subjectWords(of),
    totals: totalsOf(verdictCounts(report, beside)),
    timed: timedInReview(report, beside),
    charts: [...charted, ...charts],
  };
}
