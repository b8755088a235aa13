/** The commands of the sheet: its rows and columns as they look. */
import type { CommandId } from '../../shared/commands.ts';
import { nextZoom } from '../../shared/sheet.ts';
import { resizeColumns } from '../grid/column-places.ts';
import { fitColumns } from '../grid/fit-columns.ts';
import { changeSettings, longestIn } from '../state/act.ts';
import { activeOpen, store } from '../state/state.ts';
import { openColumnChooser } from './focus.ts';
import { columnsShown } from './select-and-copy.ts';

export const zoomGrid = (step: 1 | -1) =>
  void changeSettings({ gridZoom: nextZoom(store.getState().settings.gridZoom, step) });

/** Gives columns the width of what they hold. */
export async function fitToContent(columns: readonly string[]) {
  const asked = activeOpen(store.getState());
  if (!asked) return;
  // A worker that broke tells so itself, by the reports it took with it.
  const longest = await longestIn(asked.id, columns).catch(() => undefined);
  const state = store.getState();
  const open = activeOpen(state);
  const host = document.querySelector<HTMLElement>('.sheet');
  if (!longest || !host || open?.id !== asked.id) return;
  const widths = fitColumns(host, open.report, state.settings, open.shown.rows, longest);
  void changeSettings({ columns: resizeColumns(open.report, state.settings, widths) });
}

export const sheetDoes = {
  'wrap-1': () => void changeSettings({ wrap: 1 }),
  'wrap-2': () => void changeSettings({ wrap: 2 }),
  'wrap-4': () => void changeSettings({ wrap: 4 }),
  'density-comfortable': () => void changeSettings({ density: 'comfortable' }),
  'density-compact': () => void changeSettings({ density: 'compact' }),
  'row-numbers-hidden': () => void changeSettings({ rowNumbers: false }),
  'row-numbers-shown': () => void changeSettings({ rowNumbers: true }),
  'grid-larger': () => zoomGrid(1),
  'grid-smaller': () => zoomGrid(-1),
  'grid-reset': () => void changeSettings({ gridZoom: 100 }),
  'choose-columns': openColumnChooser,
  'autosize-columns': () => void fitToContent(columnsShown()),
  'reset-columns': () => void changeSettings({ columns: [] }),
} as const satisfies Partial<Record<CommandId, () => void>>;
