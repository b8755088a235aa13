/** React's way into the store: a component is drawn again only when what it selects has changed. */
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { Report } from '../../shared/report/report.ts';
import { type Open, type ReportState, type State, store } from './state.ts';

export const useSelect = <T>(select: (state: State) => T): T => useStore(store, select);

const isOpen = (report: ReportState): report is Open => report.stage === 'open';

/** The ids of all reports that are completely open, `first` before the others. */
export const useOpenIds = (first: string): readonly string[] =>
  useSelect(
    useShallow((state) => [
      first,
      ...state.reports.filter((report) => isOpen(report) && report.id !== first).map(({ id }) => id),
    ]),
  );

/** What they hold, in the order of their tabs: others when a report was opened, closed, or judged anew. */
export const useOpenReports = (): readonly Report[] =>
  useSelect(useShallow((state) => state.reports.filter(isOpen).map(({ report }) => report)));
