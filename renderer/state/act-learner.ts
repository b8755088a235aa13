/** From an attempt to the learner whose it is, and from there to any attempt of theirs in any open report. */
import { change, showAttempt, showReport } from './act.ts';
import { activeOpen, type PaneFace, store } from './state.ts';

/** Opens the pane on the learner of a row, or of the row that {@link showAttempt} would show. */
export function showLearner(row?: number) {
  showAttempt(row, 'learner');
}

/** The other face of the pane. */
export function turnPane(paneFace: PaneFace) {
  const open = activeOpen(store.getState());
  if (open) change(open.id, 'open', (report) => ({ ...report, paneFace }));
}

/** Shows an attempt in the report that holds it. */
export function showAttemptOf(report: string, row: number) {
  showReport(report);
  showAttempt(row);
}
