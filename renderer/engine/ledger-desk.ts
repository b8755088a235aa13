/** Answers for the ledger of one report: the newest question's lines are kept, since a scroll asks for more of them. */
import { incidentCounts } from '../../shared/report/ledger.ts';
import { type LedgerLines, ledgerLines, ledgerView } from '../../shared/report/ledger-lines.ts';
import type { Report } from '../../shared/report/report.ts';
import type { RankCache } from '../../shared/table/view.ts';
import type { Asks, LedgerPage } from './asks.ts';
import type { ViewRows } from './view-rows.ts';

export interface LedgerDesk {
  page(args: Asks['ledger']['args']): LedgerPage;
}

export function createLedgerDesk(report: Report, ranks: RankCache, viewRows: ViewRows): LedgerDesk {
  let rowsKey = '';
  let rows = new Uint32Array(0) as Uint32Array;
  let counted = { incidents: 0, attempts: 0 };
  let linesKey = '';
  let lines: LedgerLines | undefined;
  return {
    page({ view, query, from, count }) {
      const seen = ledgerView(view, query);
      const nextRows = JSON.stringify(seen);
      if (nextRows !== rowsKey) {
        rows = viewRows.of(seen);
        const counts = incidentCounts(report, rows);
        counted = { incidents: counts.counted[0] + counts.counted[1], attempts: counts.attempts };
        rowsKey = nextRows;
      }
      const nextLines = `${nextRows} ${JSON.stringify(query)}`;
      if (!lines || nextLines !== linesKey) {
        lines = ledgerLines(report, rows, query, ranks);
        linesKey = nextLines;
      }
      const { count: all, incidents, attempts } = lines;
      return { query, count: all, incidents, attempts, counted, from, lines: lines.lines(from, count) };
    },
  };
}
