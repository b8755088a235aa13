/** Going from cell to cell by what they hold, while every row stays where it is. */
import type { Found } from '../engine/asks.ts';
import { change, focusCell } from './act.ts';
import { engine } from './doorway.ts';
import { activeOpen, type Find, type Open, store } from './state.ts';

const nothing: Find = { text: '', open: false, found: undefined, spot: undefined };

function changeFind(open: Open, to: Partial<Find>) {
  change(open.id, 'open', (report) => ({ ...report, find: { ...(report.find ?? nothing), ...to } }));
}

export function showFind(shown: boolean) {
  const open = activeOpen(store.getState());
  if (open) changeFind(open, { open: shown });
}

export function typeFind(text: string) {
  const open = activeOpen(store.getState());
  if (open) changeFind(open, { text, found: undefined });
}

let turn: Promise<void> = Promise.resolve();

/**
 * To the next cell among these columns, or the one before; `type` stays on a cell that holds the text, and `count` goes
 * nowhere. One after the other, since each step begins where the last one ended.
 */
export function findCell(columns: readonly string[], step: 1 | -1, how: 'step' | 'type' | 'count') {
  turn = turn.then(() => findNow(columns, step, how));
}

async function findNow(columns: readonly string[], step: 1 | -1, how: 'step' | 'type' | 'count') {
  const open = activeOpen(store.getState());
  if (!open?.find) return;
  const { text } = open.find;
  const from = open.focusRow === undefined ? undefined : { row: open.focusRow, column: open.focusColumn };
  const stay = how !== 'step';
  const args = { report: open.id, view: open.view, columns, text, from, step, stay };
  // A worker that broke tells so itself, by the reports it took with it.
  const found: Found | undefined = await engine.ask('find', args).catch(() => undefined);
  const now = activeOpen(store.getState());
  // The rows on screen must be those in which it was found.
  if (!found || now?.id !== open.id || now.find?.text !== text || now.view !== open.view || now.asking) return;
  const { position, column, index } = found;
  const goes = how !== 'count' && index >= 0;
  changeFind(now, { found, ...(goes && { spot: { position, column } }) });
  const row = now.shown.rows[position];
  if (goes && row !== undefined) focusCell(row, column);
}
