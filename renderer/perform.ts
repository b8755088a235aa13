/** Carries a command out, whether it comes from the menu or from a key. */
import { type CommandId, command } from '../shared/commands.ts';
import { zoomBy } from '../shared/settings.ts';
import { findStep } from './panels/finding.ts';
import { focusSearch, stepPane, wantInsight } from './panels/focus.ts';
import { columnsShown, copyCells, selectAllCells } from './panels/select-and-copy.ts';
import { sheetDoes } from './panels/sheet-commands.ts';
import {
  changeSettings,
  changeView,
  closeReport,
  showAttempt,
  showDialog,
  stepAttempt,
  stepIncidents,
  stepReport,
} from './state/act.ts';
import { clearRecents } from './state/act-desktop.ts';
import { excludeValue, filterByValue, hasCell, narrowToSelection } from './state/act-filter.ts';
import { showHelp, takeTour } from './state/act-help.ts';
import { type Insight, showInsight, stepWork, toggleInsight } from './state/act-insight.ts';
import { showLearner } from './state/act-learner.ts';
import { chooseReports, openSample } from './state/act-open.ts';
import { canChartNow, chartColumn } from './state/act-overview.ts';
import { reload } from './state/act-reading.ts';
import { activeOpen, activeReport, store } from './state/state.ts';

/** Whether a command can be carried out now. */
export function applies(id: CommandId): boolean {
  // A dialog is answered first.
  if (store.getState().dialog && command(id).when !== 'always') return false;
  return appliesBehindDialog(id);
}

/** Whether it could, were there no dialog. */
export function appliesBehindDialog(id: CommandId): boolean {
  const state = store.getState();
  const { when } = command(id);
  if (when === 'always') return true;
  if (id === 'filter-by-value' || id === 'exclude-value' || id === 'narrow-to-selection') return hasCell();
  if (id === 'chart-column') return canChartNow();
  if (id === 'show-learner') return activeOpen(state)?.report.facts.plain === false;
  if (id === 'save-case-sheet' && activeOpen(state)?.report.facts.plain) return false;
  if (when === 'pane') return activeOpen(state)?.paneRow !== undefined;
  return id === 'close-report' || id === 'next-report' || id === 'previous-report'
    ? activeReport(state) !== undefined
    : activeOpen(state) !== undefined;
}

export function perform(id: CommandId) {
  if (applies(id)) does[id]();
}

const zoom = (to: (level: number) => number) =>
  void changeSettings({ zoomLevel: to(store.getState().settings.zoomLevel) });

function goToPane(step: 1 | -1) {
  const open = activeOpen(store.getState());
  if (open) stepPane(open, step);
}

function goToInsight(tab: Exclude<Insight, 'closed'>) {
  showInsight(tab);
  wantInsight(tab);
}

const does: Readonly<Record<CommandId, () => void>> = {
  open: () => void chooseReports(),
  'open-sample': () => void openSample(),
  'clear-recents': () => void clearRecents(),
  export: () => void showDialog('export'),
  'save-case-sheet': () => void showDialog('case-sheet'),
  reload: () => void reload(),
  'reopen-encoding': () => void showDialog('encoding'),
  'close-report': () => {
    const { active } = store.getState();
    if (active !== undefined) closeReport(active);
  },
  settings: () => void showDialog('settings'),
  'edit-categories': () => void showDialog('categories'),
  find: focusSearch,
  'find-next': () => findStep(1),
  'find-previous': () => findStep(-1),
  'filter-by-value': () => filterByValue(),
  'exclude-value': () => excludeValue(),
  'narrow-to-selection': () => void narrowToSelection(columnsShown()),
  'clear-filters': () => changeView((view) => ({ ...view, search: '', filters: [] })),
  'clear-sort': () => changeView((view) => ({ ...view, sort: [] })),
  copy: () => void copyCells({ headers: false }),
  'copy-with-headers': () => void copyCells({ headers: true }),
  'select-all': selectAllCells,
  'show-attempt': () => showAttempt(),
  'show-learner': () => showLearner(),
  'next-attempt': () => stepAttempt(1),
  'previous-attempt': () => stepAttempt(-1),
  'next-incidents': () => void stepIncidents(1),
  'previous-incidents': () => void stepIncidents(-1),
  'next-work': () => void stepWork(1),
  'previous-work': () => void stepWork(-1),
  'next-report': () => stepReport(1),
  'previous-report': () => stepReport(-1),
  'next-pane': () => goToPane(1),
  'previous-pane': () => goToPane(-1),
  'theme-system': () => void changeSettings({ theme: 'system' }),
  'theme-light': () => void changeSettings({ theme: 'light' }),
  'theme-dark': () => void changeSettings({ theme: 'dark' }),
  'time-utc': () => void changeSettings({ time: 'utc' }),
  'time-local': () => void changeSettings({ time: 'local' }),
  'chart-column': () => chartColumn(),
  'show-overview': () => goToInsight('overview'),
  'show-needs-you': () => goToInsight('needs-you'),
  'show-incidents': () => goToInsight('incidents'),
  'show-findings': () => goToInsight('findings'),
  'toggle-insight': () => toggleInsight(document.querySelector('.insight') !== null),
  'show-problems': () => void showDialog('problems'),
  ...sheetDoes,
  'zoom-in': () => zoom((level) => zoomBy(level, 1)),
  'zoom-out': () => zoom((level) => zoomBy(level, -1)),
  'zoom-reset': () => zoom(() => 0),
  palette: () => void showDialog('palette'),
  help: () => showHelp(),
  'show-keys': () => showHelp('keyboard'),
  tour: () => void takeTour(),
  about: () => void showDialog('about'),
};
