import { useEffect, useState } from 'react';
import { headerVersions, knownColumns, recognise } from '../../shared/report/columns.ts';
import { reading } from '../../shared/report/reading.ts';
import { type Report, reportOf } from '../../shared/report/report.ts';
import type { Settings } from '../../shared/settings.ts';
import { TableBuilder } from '../../shared/table/table-builder.ts';
import { wholeView } from '../../shared/table/view.ts';
import { loadCharts } from '../charts/load-charts.ts';
import { Sheet } from '../grid/Sheet.tsx';
import { WarmWindow } from './WarmWindow.tsx';

/** Until the start screen has been seen for this long, whoever opens a file is not to be kept waiting by it. */
const afterMs = 300;
/** What stands around it comes after it, and goes at once. */
const aroundAfterMs = 500;
const aroundForMs = 100;
/** Charts that are not asked for at once wait until all else is warm. */
const chartsAfterMs = 4000;
/** More than are to be seen, so that none has to be made for the first ones of a report. */
const rows = 60;

/**
 * Makes a sheet that nobody sees behind the start screen. The next report is shown in its grid: to make one takes many
 * times as long, and so the first rows come earlier. The charts that stand beside it are had ready as well.
 */
export function WarmSheet({ settings, styleNonce }: { settings: Settings; styleNonce: string }) {
  const [isDrawn, setDrawn] = useState(false);
  const [hasAround, setAround] = useState(false);
  useEffect(() => {
    const timers = [
      setTimeout(() => setDrawn(true), afterMs),
      setTimeout(() => setAround(true), aroundAfterMs),
      setTimeout(() => setAround(false), aroundAfterMs + aroundForMs),
    ];
    return () => timers.forEach(clearTimeout);
  }, []);
  const chartsAfter = settings.insight === 'overview' ? afterMs : chartsAfterMs;
  useEffect(() => {
    const timer = setTimeout(() => requestIdleCallback(() => void loadCharts(styleNonce)), chartsAfter);
    return () => clearTimeout(timer);
  }, [chartsAfter, styleNonce]);
  if (!isDrawn) return null;
  made ??= madeUp();
  // As wide as the sheet will be, so that the same columns fit.
  const sheetShare = settings.insight === 'closed' ? 100 : 100 - settings.insightWidth;
  return (
    <div hidden>
      <Sheet
        key={sheetShare}
        spareShare={sheetShare}
        report={made}
        rows={undefined}
        view={wholeView}
        settings={settings}
        focusRow={undefined}
        position={-1}
        paneRow={undefined}
        selection={undefined}
        find=""
        styleNonce={styleNonce}
        onSort={nothing}
        onFocusCell={nothing}
        onSelect={nothing}
        onCellMenu={nothing}
        onColumnMenu={nothing}
        onZoom={nothing}
        onFit={nothing}
        onShowAttempt={nothing}
        onColumns={nothing}
        onFilterColumn={nothing}
        onScrolled={nothing}
        onPainted={nothing}
      />
      {hasAround && <WarmWindow report={made} settings={settings} />}
    </div>
  );
}

const nothing = () => {};
/** Made once: another one would be drawn anew. */
let made: Report | undefined;

/** A few attempts of nobody, with every column of today's report. */
function madeUp(): Report {
  const header = headerVersions.find((version) => version.id === 'V3')!.headers;
  const { cells, version } = recognise(header)!;
  const values: Readonly<Record<string, string>> = {
    started_at: '2021-04-30 09:00:00+00:00',
    completed_at: '2021-04-30 10:00:00+00:00',
    allowed_time_limit_mins: '90',
    status: 'verified',
    review_status: 'Clean',
    is_sample_attempt: 'False',
    'Suspicious Count': '1',
  };
  const line = header.map((name) => values[name] ?? name).join(',');
  const bytes = new TextEncoder().encode(`${line}\n`.repeat(rows));
  const builder = new TableBuilder({
    // In a thread that compiles no kernel.
    text: { bytes, wasm: undefined },
    from: 0,
    delimiter: 0x2c,
    columns: cells.map((cell) => ({
      id: `${cell.known}`,
      name: cell.name,
      header: cell.header,
      kind: knownColumns.find((known) => known.id === cell.known)?.kind ?? 'text',
    })),
    expectedRows: rows,
    reading,
  });
  builder.scan(bytes.length, true);
  const about = {
    fileName: '',
    sizeBytes: bytes.length,
    version,
    encoding: 'utf-8',
    encodingWhy: 'valid',
    delimiter: ',',
    preamble: '',
  };
  return reportOf({ table: builder.finish(), cells, about, complete: false, secondReview: 'not-said' });
}
