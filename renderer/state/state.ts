/**
 * The whole state of the window: what is open, what the person did with it, and nothing that follows from these.
 * One zustand store; only `act.ts` and its neighbours `act-….ts` write to it.
 */
import { createStore } from 'zustand/vanilla';
import type { About, Licence, Recent } from '../../shared/contract/bridge.ts';
import type { Failure } from '../../shared/contract/failure.ts';
import type { ColumnChart } from '../../shared/report/column-chart.ts';
import { type Dictionary, defaultDictionary } from '../../shared/report/dictionary.ts';
import type { Report } from '../../shared/report/report.ts';
import type { RowKey } from '../../shared/report/row-keys.ts';
import { defaultSettings, type Settings } from '../../shared/settings.ts';
import type { ScrollPlace } from '../../shared/sheet.ts';
import type { Encoding } from '../../shared/table/encodings.ts';
import type { Selection } from '../../shared/table/selection.ts';
import type { SelectionSummary } from '../../shared/table/selection-summary.ts';
import { type View, wholeView } from '../../shared/table/view.ts';
import type { Found, Shown } from '../engine/asks.ts';

interface Named {
  readonly id: string;
  /** Main's grant for the file. */
  readonly grant: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly sample: boolean;
  /** Where a person said how the file is to be read. */
  readonly readAs?: ReadAs | undefined;
}

export interface ReadAs {
  readonly encoding?: Encoding;
  /** As any table, without verdicts. */
  readonly plain?: boolean;
}

/** How a report is to be shown once it is open. */
export interface Resume {
  readonly view: View;
  readonly focusRow?: number | undefined;
  readonly focusColumn?: string | undefined;
  readonly paneRow?: number | undefined;
  readonly scrolled?: ScrollPlace | undefined;
  readonly charted?: readonly ColumnChart[] | undefined;
  /** The size of the text that has these rows; one of another size has others. Unless it says so, the rows hold. */
  readonly textBytes?: number | undefined;
  /** Where the file may hold other rows than before; then they are found by these keys. */
  readonly carried?: Carried;
}

export interface Carried {
  /** Of the row that has the focus, of the pane, at the top, and at both ends of the selection. */
  readonly keys: readonly (RowKey | undefined)[];
  readonly selection: Selection | undefined;
}

export const wholeResume: Resume = { view: wholeView };

export interface Loading extends Named {
  readonly stage: 'loading';
  readonly rows: number;
  readonly bytes: number;
  /** The first rows, once they are here; they can be read, not yet sorted or filtered. */
  readonly report: Report | undefined;
  /** Where it comes back to, after a crash of the window. */
  readonly resume: Resume | undefined;
  /** The report that this one takes the place of, once it is complete. */
  readonly replaces?: string | undefined;
}

/** The pane shows one attempt, or the learner whose attempt it is. */
export type PaneFace = 'attempt' | 'learner';

/** Going from cell to cell by a text. */
export interface Find {
  readonly text: string;
  /** Whether the bar is to be seen; the text outlives it. */
  readonly open: boolean;
  /** The newest answer; undefined while there is none for this text. */
  readonly found: Found | undefined;
  /** The cell to go to; another value each time one is to be gone to. */
  readonly spot: { readonly position: number; readonly column: string } | undefined;
}

export interface Open extends Named {
  readonly stage: 'open';
  readonly report: Report;
  readonly view: View;
  /** What the newest answered view shows. */
  readonly shown: Shown;
  /** That view. */
  readonly shownView: View;
  /** True while a newer view has been asked for. */
  readonly asking: boolean;
  /** The row that has the keyboard's focus in the grid, and that a change of view keeps in sight. */
  readonly focusRow: number | undefined;
  /** The column of the cell that has the focus. */
  readonly focusColumn?: string | undefined;
  /** Several cells; undefined = only the one that has the focus. Positions are those of `shown`. */
  readonly selection?: Selection | undefined;
  /** What the selected cells come to, once it is known. */
  readonly summary?: SelectionSummary | undefined;
  /** What was done with the cells last: "Copied 12 cells". For a moment. */
  readonly notice?: string | undefined;
  readonly find?: Find;
  /** Columns that were asked to be charted, newest first. */
  readonly charted?: readonly ColumnChart[] | undefined;
  /** The row shown in the Attempt pane; undefined = the pane is closed. */
  readonly paneRow: number | undefined;
  /** Where the grid is scrolled to, once it was. */
  readonly scrolled?: ScrollPlace;
  /** Where the grid is to scroll to; another value each time it is to. */
  readonly scrollTo?: ScrollPlace;
  /** Where the person was in the reading before, until its rows are shown in their order and it is taken up. */
  readonly toTakeUp?: Resume | undefined;
  /** Whether the file has changed since it was read, or is gone; unless the person has put that away. */
  readonly onDisk?: 'changed' | 'gone' | undefined;
  /** What the pane shows of that row: the attempt, unless it says otherwise. */
  readonly paneFace?: PaneFace;
}

export interface Failed extends Named {
  readonly stage: 'failed';
  readonly failure: Failure;
}

export type ReportState = Loading | Open | Failed;

/** A short message at the foot of the window. */
export interface Toast {
  readonly id: number;
  readonly tone: 'done' | 'failed';
  readonly title: string;
  readonly text: string;
  /** "Show in folder" for this saved file. */
  readonly target?: string;
  /** The report that it is about, and goes with. */
  readonly report?: string | undefined;
}

export type Dialog =
  | 'categories'
  | 'export'
  | 'help'
  | 'about'
  | 'settings'
  | 'encoding'
  | 'problems'
  | 'palette'
  | 'case-sheet';

export interface State {
  /** In the order of their tabs. */
  readonly reports: readonly ReportState[];
  readonly active: string | undefined;
  readonly settings: Settings;
  /** The categories of incidents, as shipped or as the person made them. */
  readonly dictionary: Dictionary;
  readonly toasts: readonly Toast[];
  readonly dialog: Dialog | undefined;
  /** The entry or the section that Help begins at. */
  readonly helpAt: string | undefined;
  /** The step of the tour, from 0; undefined = nobody takes it. */
  readonly tour: number | undefined;
  readonly about: About | undefined;
  /** Once they have been asked for. */
  readonly licences: readonly Licence[] | undefined;
  /** Reports opened earlier, newest first. */
  readonly recents: readonly Recent[];
  /** Whether the view of the whole lies over the sheet, where the window is too narrow for both. */
  readonly insightOver: boolean;
  /** What main knows an export by, while it is being written. */
  readonly exporting: string | undefined;
}

export const initialState: State = {
  reports: [],
  active: undefined,
  settings: defaultSettings,
  dictionary: defaultDictionary,
  toasts: [],
  dialog: undefined,
  helpAt: undefined,
  tour: undefined,
  about: undefined,
  licences: undefined,
  recents: [],
  insightOver: false,
  exporting: undefined,
};

export const store = createStore<State>(() => initialState);

export const activeReport = (state: State): ReportState | undefined =>
  state.reports.find((report) => report.id === state.active);

/** The active report, if it is completely open. */
export function activeOpen(state: State): Open | undefined {
  const report = activeReport(state);
  return report?.stage === 'open' ? report : undefined;
}
