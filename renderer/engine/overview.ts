/** The answer to "how did it go": the charts and the words of a view. */

import { columnChart } from '../../shared/report/column-chart.ts';
import { type Looked, rowsFor } from '../../shared/report/count-chart.ts';
import { overviewCharts, verdictAxis } from '../../shared/report/overview.ts';
import { subjectWords, summaryWords, summed } from '../../shared/report/summary-words.ts';
import { totalsOf, verdictCounts } from '../../shared/report/totals.ts';
import type { Asks, Overview } from './asks.ts';

export function overviewOf({ columns, ...looked }: Looked & Pick<Asks['overview']['args'], 'columns'>): Overview {
  const { report, rows } = looked;
  const charted = columns.map(({ title, ...column }) => columnChart(looked, column, title));
  const of = summed(report, rows);
  return {
    summary: summaryWords(of),
    subject: subjectWords(of),
    totals: totalsOf(verdictCounts(report, rowsFor(looked, { by: verdictAxis }))),
    charts: [...charted.filter((chart) => chart !== undefined), ...overviewCharts(looked)],
  };
}
