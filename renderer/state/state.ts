/**
 * The whole state of the window: what is open, what the person did with it, and nothing that follows from these.
 * One zustand store; only `act.ts` writes to it.
 */
import { createStore } from 'zustand/vanilla';
import type { About } from '../../shared/contract/bridge.ts';
import type { Failure } from '../../shared/contract/failure.ts';
import type { Report } from '../../shared/report/report.ts';
import { defaultSettings, type Settings } from '../../shared/settings.ts';
import type { View } from '../../shared/table/view.ts';
import type { Shown } from '../engine/asks.ts';

interface Named {
  readonly id: string;
  /** Main's grant for the file. */
  readonly grant: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly sample: boolean;
}

export interface Loading extends Named {
  readonly stage: 'loading';
  readonly rows: number;
  readonly bytes: number;
  /** The first rows, once they are here; they can be read, not yet sorted or filtered. */
  readonly report: Report | undefined;
}

export interface Open extends Named {
  readonly stage: 'open';
  readonly report: Report;
  readonly view: View;
  /** What the newest answered view shows. */
  readonly shown: Shown;
  /** True while a newer view has been asked for. */
  readonly asking: boolean;
  /** The row that has the keyboard's focus in the grid, and that a change of view keeps in sight. */
  readonly focusRow: number | undefined;
  /** The row shown in the Attempt pane; undefined = the pane is closed. */
  readonly paneRow: number | undefined;
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
}

export type Dialog = 'export' | 'keys' | 'about';

export interface State {
  /** In the order of their tabs. */
  readonly reports: readonly ReportState[];
  readonly active: string | undefined;
  readonly settings: Settings;
  readonly toasts: readonly Toast[];
  readonly dialog: Dialog | undefined;
  readonly about: About | undefined;
  /** Rows written so far, while an export runs. */
  readonly exporting: boolean;
}

export const initialState: State = {
  reports: [],
  active: undefined,
  settings: defaultSettings,
  toasts: [],
  dialog: undefined,
  about: undefined,
  exporting: false,
};

export const store = createStore<State>(() => initialState);

export const activeReport = (state: State): ReportState | undefined =>
  state.reports.find((report) => report.id === state.active);

/** The active report, if it is completely open. */
export function activeOpen(state: State): Open | undefined {
  const report = activeReport(state);
  return report?.stage === 'open' ? report : undefined;
}
