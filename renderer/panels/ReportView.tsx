import { useCallback, useDeferredValue, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import type { Settings } from '../../shared/settings.ts';
import { wholeView } from '../../shared/table/view.ts';
import { Sheet } from '../grid/Sheet.tsx';
import type { MenuPlace } from '../grid/select-cells.ts';
import { Button } from '../parts/Button.tsx';
import { changeSettings, changeView, focusCell, showAttempt } from '../state/act.ts';
import { excludeValue, filterByValue, narrowToSelection } from '../state/act-filter.ts';
import { keepScroll } from '../state/act-place.ts';
import { sumUp } from '../state/act-selection.ts';
import { afterPaint, mark } from '../state/marks.ts';
import { useSelect } from '../state/select.ts';
import type { Loading, Open } from '../state/state.ts';
import { AttemptPane } from './AttemptPane.tsx';
import { CellMenu } from './CellMenu.tsx';
import { ColumnMenu } from './ColumnMenu.tsx';
import { ColumnFilter } from './filters/ColumnFilter.tsx';
import { slowWords } from './filters/filter-words.ts';
import { welcomeToSheet } from './focus.ts';
import { InsightPanel } from './insight/InsightPanel.tsx';
import { LoadingView } from './LoadingView.tsx';
import { SheetWait } from './SheetWait.tsx';
import { SourceBar } from './SourceBar.tsx';
import { columnsShown, selectCells } from './select-and-copy.ts';
import { fitToContent, zoomGrid } from './sheet-commands.ts';
import { Toolbar } from './Toolbar.tsx';

interface ReportViewProps {
  readonly state: Loading | Open;
  readonly settings: Settings;
  readonly styleNonce: string;
}

/** One report: how to find something in it, its rows, and one attempt beside them. */
export function ReportView({ state, settings, styleNonce }: ReportViewProps) {
  const room = useRoom();
  const open = state.stage === 'open' ? state : undefined;
  const paneRow = open?.paneRow;
  const over = useSelect(({ insightOver }) => insightOver);
  // A table that is not the report has nothing to be seen as a whole.
  const hasInsight = state.readAs?.plain !== true;
  const narrow = room === 'narrow';
  // The grid keeps the names and exams in sight: of two panels, the one that was opened last stands beside it, or over it.
  const crowded = narrow || (room === 'middling' && paneRow !== undefined);
  const insightSeen = hasInsight && settings.insight !== 'closed' && (!crowded || over);
  const insight = insightSeen && <Insight open={open} settings={settings} styleNonce={styleNonce} />;
  const sheet = state.report && <ReportSheet state={state} settings={settings} styleNonce={styleNonce} />;
  const pane = open && paneRow !== undefined && <AttemptPane open={open} row={paneRow} settings={settings} />;
  return (
    <div className="report" data-asking={open?.asking} data-finding={open?.find?.open || undefined}>
      {open ? (
        <Toolbar open={open} settings={settings} insightSeen={hasInsight ? insightSeen : undefined} />
      ) : (
        state.stage === 'loading' && <LoadingView state={state} />
      )}
      {open?.onDisk && <SourceBar open={open} onDisk={open.onDisk} />}
      <div className="report-body">
        <Group
          className="report-panels"
          onLayoutChanged={(layout, meta) => {
            if (!meta.isUserInteraction) return;
            const share = (width: number) => Math.max(15, Math.min(80, Math.round(width * 10) / 10));
            void changeSettings({
              ...(layout.pane !== undefined && { paneWidth: share(layout.pane) }),
              ...(layout.insight !== undefined && { insightWidth: share(layout.insight) }),
            });
          }}
        >
          {insight && !crowded && (
            <>
              <Panel
                id="insight"
                className="report-insight"
                defaultSize={`${settings.insightWidth}%`}
                minSize={260}
                groupResizeBehavior="preserve-pixel-size"
              >
                {insight}
              </Panel>
              <Separator className="separator" aria-label="Width of the overview panel" />
            </>
          )}
          <Panel id="sheet" className="report-sheet" minSize={240}>
            {sheet}
            {open?.asking && <SheetWait open={open} />}
            {open && open.shown.rows.length === 0 && !open.asking && <NothingShown open={open} />}
          </Panel>
          {pane && !narrow && (
            <>
              <Separator className="separator" aria-label="Width of the attempt" />
              <Panel id="pane" className="report-pane" defaultSize={`${settings.paneWidth}%`} minSize={280}>
                {pane}
              </Panel>
            </>
          )}
        </Group>
        {pane && narrow && <div className="report-over">{pane}</div>}
        {insight && crowded && <div className="report-over report-over-start">{insight}</div>}
      </div>
    </div>
  );
}

/** The rows first: the overview panel is drawn in a task of its own. */
function Insight({ open, ...rest }: Parameters<typeof InsightPanel>[0]) {
  return <InsightPanel open={useDeferredValue(open, undefined)} {...rest} />;
}

function ReportSheet({ state, settings, styleNonce }: ReportViewProps) {
  const [filter, setFilter] = useState<{ columnId: string; anchor: HTMLElement }>();
  const open = state.stage === 'open' ? state : undefined;
  const [menu, setMenu] = useState<MenuPlace>();
  const [columnMenu, setColumnMenu] = useState<{ column: string; at: MenuPlace }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: of other columns the selected cells are others.
  useEffect(() => sumUp(columnsShown()), [settings.columns]);
  const painted = useCallback(() => mark('view:shown'), []);
  // With the first rows, and once more when they are complete: what was used while they came is gone then.
  const stage = state.report && state.stage;
  const now = useRef(open);
  now.current = open;
  useEffect(() => {
    if (!stage) return undefined;
    // When they have been painted: to give a cell the keyboard, its place has to be worked out. That is its place by then:
    // rows may have come in their order meanwhile, and another cell that gets the keyboard would end the selection.
    return afterPaint(() => welcomeToSheet(now.current));
  }, [stage]);
  if (!state.report) return null;
  return (
    <>
      <Sheet
        report={state.report}
        rows={open?.shown.rows}
        view={open?.view ?? wholeView}
        settings={settings}
        focusRow={open?.focusRow}
        focusColumn={open?.focusColumn}
        position={open?.shown.position ?? -1}
        paneRow={open?.paneRow}
        selection={open?.selection}
        find={open?.find?.open ? open.find.text : ''}
        spot={open?.find?.spot}
        styleNonce={styleNonce}
        onSort={(sort) => changeView((view) => ({ ...view, sort }))}
        onFocusCell={focusCell}
        onSelect={selectCells}
        onCellMenu={setMenu}
        onColumnMenu={(column, at) => setColumnMenu({ column, at })}
        onShowAttempt={showAttempt}
        onColumns={(columns) => void changeSettings({ columns })}
        onFilterColumn={(columnId, anchor) => open && setFilter({ columnId, anchor })}
        onZoom={zoomGrid}
        onFit={(column) => void fitToContent([column])}
        scrollTo={open?.scrollTo}
        onScrolled={keepScroll}
        onPainted={painted}
      />
      {filter && <ColumnFilter {...filter} onClose={() => setFilter(undefined)} />}
      {columnMenu && open && (
        <ColumnMenu
          open={open}
          settings={settings}
          {...columnMenu}
          onFilter={(anchor) => setFilter({ columnId: columnMenu.column, anchor })}
          onClose={() => setColumnMenu(undefined)}
        />
      )}
      {menu && open && (
        <CellMenu
          open={open}
          at={menu}
          onFilterByValue={({ row, column }) => filterByValue(row, column)}
          onExcludeValue={({ row, column }) => excludeValue(row, column)}
          onNarrow={() => void narrowToSelection(columnsShown())}
          onClose={() => setMenu(undefined)}
        />
      )}
    </>
  );
}

/** Why no row is to be seen, and the way back. */
function NothingShown({ open }: { open: Open }) {
  if (open.report.table.rowCount === 0 && open.report.facts.plain) {
    return (
      <div className="nothing">
        <p className="nothing-title">The table has a header and no rows</p>
      </div>
    );
  }
  if (open.report.table.rowCount === 0) {
    return (
      <div className="nothing">
        <p className="nothing-title">The report holds no attempts</p>
        <p className="text-soft">
          It has its header and nothing below it: nobody has an attempt yet, or the course’s exams are run by a service
          that does not write to this report.
        </p>
      </div>
    );
  }
  return (
    <div className="nothing">
      <p className="nothing-title">No {open.report.facts.plain ? 'row' : 'attempt'} fits the search and the filters</p>
      {open.shown.slow.map((pattern) => (
        <p key={pattern} className="nothing-slow">
          {slowWords(pattern)}
        </p>
      ))}
      <Button onPress={() => changeView((view) => ({ ...view, search: '', filters: [] }))}>Clear all</Button>
    </div>
  );
}

/** In CSS pixels: zoom and large text make a window narrower. */
const narrowQuery = window.matchMedia('(max-width: 760px)');
const middlingQuery = window.matchMedia('(max-width: 1180px)');

/** How many panels have room beside the grid: none, one, or two. */
function useRoom(): 'narrow' | 'middling' | 'wide' {
  return useSyncExternalStore(
    (changed) => {
      const queries = [narrowQuery, middlingQuery];
      for (const query of queries) query.addEventListener('change', changed);
      return () => {
        for (const query of queries) query.removeEventListener('change', changed);
      };
    },
    () => (narrowQuery.matches ? 'narrow' : middlingQuery.matches ? 'middling' : 'wide'),
  );
}
