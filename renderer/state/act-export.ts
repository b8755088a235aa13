/** What leaves the window: an export, written by the table worker and main between them. */
import { failure } from '../../shared/contract/failure.ts';
import type { ExportPlan } from '../engine/asks.ts';
import { awaitPort } from '../engine/ports.ts';
import { tell, tellFailure } from './act.ts';
import { engine, viewer } from './doorway.ts';
import { activeOpen, store } from './state.ts';

const get = store.getState;
const set = store.setState;
let nextSave = 1;
/** What the person gave up last. */
let stopped: string | undefined;

/** Asks where, then writes. Resolves to true when the file stands. */
export async function exportReport(plan: ExportPlan, suggested: string): Promise<boolean> {
  const open = activeOpen(get());
  if (!open) return false;
  const target = await viewer.ask('choose-target', { suggested });
  if (!target.ok) {
    tellFailure(target.failure);
    return false;
  }
  if (!target.value) return false;
  const port = `save-${nextSave}`;
  nextSave += 1;
  set({ exporting: port });
  try {
    const arrives = awaitPort(port);
    const saving = viewer.ask('save', { target: target.value.id, port });
    engine.give(port, await arrives);
    const [saved, written] = await Promise.all([
      saving,
      engine.ask('export', { report: open.id, view: open.view, plan, port }).catch((error: Error) => error),
    ]);
    if (!saved.ok) {
      const { code, name = suggested } = saved.failure;
      // Main only knows that no more came.
      const detail = written instanceof Error ? written.message : '';
      if (code !== 'cancelled') tellFailure(saved.failure);
      else if (stopped !== port) tellFailure(failure('save-error', { name, detail }).failure);
      return false;
    }
    const rows = 'rows' in written ? `${written.rows.toLocaleString('en')} rows` : '';
    tell({ tone: 'done', title: 'Exported', text: `“${saved.value.name}” · ${rows}`, target: target.value.id });
    return true;
  } finally {
    set({ exporting: undefined });
  }
}

/** Gives up what is being written: what was there before stays, and nothing is left beside it. */
export function stopExport() {
  const { exporting } = get();
  stopped = exporting;
  if (exporting !== undefined) void viewer.ask('stop-saving', exporting);
}

export function showInFolder(target: string) {
  void viewer.ask('show-in-folder', target);
}
