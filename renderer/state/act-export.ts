/** What leaves the window: an export, written by the table worker and main between them, and pictures of charts. */
import type { Target, WriterMessage } from '../../shared/contract/bridge.ts';
import { failure } from '../../shared/contract/failure.ts';
import type { ExportPlan } from '../engine/asks.ts';
import { portOf } from '../engine/ports.ts';
import { tell, tellFailure } from './act.ts';
import { engine, viewer } from './doorway.ts';
import { activeOpen, store } from './state.ts';

const get = store.getState;
const set = store.setState;
let nextSave = 1;
/** What the person gave up last. */
let stopped: string | undefined;

/** Asks where to write. Nowhere, if the person changes their mind, or if it cannot be there, which is told. */
async function chooseTarget(suggested: string): Promise<Target | undefined> {
  const answer = await viewer.ask('choose-target', { suggested });
  if (answer.ok) return answer.value;
  tellFailure(answer.failure);
  return undefined;
}

/** Has main begin to write: what comes over the port, unless it refuses. */
function startSaving({ id: target }: Target) {
  const id = `save-${nextSave}`;
  nextSave += 1;
  const saved = viewer.ask('save', { target, port: id });
  return { id, saved, port: portOf(id, saved) };
}

/** Asks where, then writes. Resolves to true when the file stands. */
export async function exportReport(plan: ExportPlan, suggested: string): Promise<boolean> {
  const open = activeOpen(get());
  const target = open && (await chooseTarget(suggested));
  if (!target) return false;
  const { id, saved, port } = startSaving(target);
  set({ exporting: id });
  try {
    const to = await port;
    if (to) engine.give(id, to);
    const asked = { report: open.id, view: open.view, plan, port: id };
    const [answer, written] = await Promise.all([
      saved,
      to && engine.ask('export', asked).catch((error: Error) => error),
    ]);
    if (!answer.ok) {
      const { code, name = suggested } = answer.failure;
      // Main only knows that no more came.
      const detail = written instanceof Error ? written.message : '';
      if (code !== 'cancelled') tellFailure(answer.failure);
      else if (stopped !== id) tellFailure(failure('save-error', { name, detail }).failure);
      return false;
    }
    const rows = written && 'rows' in written ? `${written.rows.toLocaleString('en')} rows` : '';
    tell({ tone: 'done', title: 'Exported', text: `“${answer.value.name}” · ${rows}`, target: target.id });
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

/** Asks where, has the picture made, and writes it whole or not at all. */
export async function savePicture(suggested: string, make: () => Promise<Uint8Array>) {
  const target = await chooseTarget(suggested);
  if (!target) return;
  let bytes: Uint8Array;
  try {
    bytes = await make();
  } catch (error) {
    tellFailure(failure('unexpected', { detail: (error as Error).message }).failure);
    return;
  }
  const { saved, port } = startSaving(target);
  const to = await port;
  // A picture is one piece, so there is no credit to wait for; what goes wrong, `save` answers.
  const pieces: readonly WriterMessage[] = [{ kind: 'bytes', bytes }, { kind: 'end' }];
  for (const piece of pieces) to?.postMessage(piece);
  const answer = await saved;
  if (answer.ok) tell({ tone: 'done', title: 'Saved', text: `“${answer.value.name}”`, target: target.id });
  else tellFailure(answer.failure);
}

export function showInFolder(target: string) {
  void viewer.ask('show-in-folder', target);
}
