/** From an attempt to the learner whose it is, and from there to any attempt of theirs in any open report. */
import type { SheetPage } from '../../shared/contract/bridge.ts';
import type { Failure } from '../../shared/contract/failure.ts';
import { change, showAttempt, showReport, tell } from './act.ts';
import { viewer } from './doorway.ts';
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

/** Asks where, then has the sheet printed. The answer is whether the file stands, or why it does not. */
export async function saveCaseSheet(page: SheetPage, suggested: string): Promise<boolean | Failure> {
  const target = await viewer.ask('choose-target', { suggested });
  if (!target.ok) return target.failure;
  if (!target.value) return false;
  const saved = await viewer.ask('save-sheet', { target: target.value.id, ...page });
  if (!saved.ok) return saved.failure;
  tell({ tone: 'done', title: 'Saved', text: `“${saved.value.name}”`, target: target.value.id });
  return true;
}
