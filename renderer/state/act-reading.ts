/** What a person can do about how a file was read: another encoding, any table, and what was odd about its text. */
import type { Grant, SourceState } from '../../shared/contract/bridge.ts';
import type { Encoding } from '../../shared/table/encodings.ts';
import { rowPlace } from '../../shared/table/row-place.ts';
import { change, closeReport, settle, showAttempt, showReport, tellFailure } from './act.ts';
import { load, openGrants } from './act-open.ts';
import { engine, viewer } from './doorway.ts';
import { activeOpen, type Failed, type Open, type ReadAs, store } from './state.ts';

const grantOf = ({ grant, name, sizeBytes, sample }: Open | Failed): Grant => ({ id: grant, name, sizeBytes, sample });

/** Another reading of a report's file, which takes its place as it is left by then. If that is closed, the view stays. */
const readAgain = ({ id, view, charted }: Open, grant: Grant, readAs: ReadAs | undefined) =>
  load(grant, { view, charted }, readAs, id);

const underWay = ({ id }: Open) =>
  store.getState().reports.find((report) => report.stage === 'loading' && report.replaces === id);

/** Reads the active report once more, in this encoding or in the one that is found out. It takes the old one's place. */
export async function reopenWith(encoding: Encoding | undefined) {
  const open = activeOpen(store.getState());
  if (!open || begun.has(open.id)) return;
  // The newest choice is the one that is meant.
  const other = underWay(open);
  if (other) closeReport(other.id);
  const plain = open.readAs?.plain ? { plain: true } : {};
  await readAgain(open, grantOf(open), { ...plain, ...(encoding ? { encoding } : {}) });
}

/** Reports that are about to be read again. */
const begun = new Set<string>();

/** Reads the active report's file as it is on the disk now. Until that stands, and if it fails, the old one stays. */
export async function reload() {
  const open = activeOpen(store.getState());
  if (!open || begun.has(open.id)) return;
  const other = underWay(open);
  if (other) {
    showReport(other.id);
    return;
  }
  begun.add(open.id);
  try {
    const answer = await viewer.ask('grant-again', open.grant);
    if (answer.ok) await readAgain(open, answer.value, open.readAs);
    else tellFailure(answer.failure, open.id);
  } finally {
    begun.delete(open.id);
  }
}

/** Main has found that the file of a report is another one, or gone, or again what was read. */
export function hearSource(grant: string, state: SourceState) {
  for (const { id } of store.getState().reports.filter((report) => report.grant === grant)) {
    change(id, 'open', (report) => ({ ...report, onDisk: state === 'as-read' ? undefined : state }));
  }
}

export function putSourceAway(open: Open) {
  change(open.id, 'open', (report) => ({ ...report, onDisk: undefined }));
}

/** Opens what is not the report as the table it is. */
export function openPlain(failed: Failed) {
  openGrants([grantOf(failed)], { plain: true });
}

/** Reads a file as it is by now, in the way that has failed. */
export async function tryAgain(failed: Failed) {
  const answer = await viewer.ask('grant-again', failed.grant);
  if (answer.ok) openGrants([answer.value], failed.readAs);
  else tellFailure(answer.failure, failed.id);
}

/** The lines of the active report's file in which these places stand. */
export async function linesOf(offsets: readonly number[]): Promise<readonly number[]> {
  const open = activeOpen(store.getState());
  return open ? engine.ask('lines', { report: open.id, offsets }) : [];
}

/**
 * Brings a row of the active report into sight and gives its place on screen. One that the search or a filter hides is
 * shown in the pane: nothing that the person set is taken back.
 */
export async function goToRow(row: number): Promise<number> {
  const open = activeOpen(store.getState());
  if (!open) return -1;
  // As another view, since only its answer tells the grid where the row stands.
  change(open.id, 'open', (report) => ({ ...report, focusRow: row, view: { ...report.view }, asking: true }));
  await settle(open.id);
  const now = activeOpen(store.getState());
  if (now?.id !== open.id) return -1;
  const place = rowPlace(now.shown.rows, row);
  if (place < 0) showAttempt(row);
  return place;
}
