/** The commands of the sheet: its rows and columns as they look. */
import type { CommandId } from '../../shared/commands.ts';
import { nextZoom } from '../../shared/sheet.ts';
import { resizeColumns } from '../grid/column-places.ts';
import { fitColumns } from '../grid/fit-columns.ts';
import { changeSettings } from '../state/act.ts';
import { activeOpen, store } from '../state/state.ts';
import { openColumnChooser } from './focus.ts';

export const zoomGrid = (step: 1 | -1) =>
  void changeSettings({ gridZoom: nextZoom(store.getState().settings.gridZoom, step) });

/** Gives every column on screen the width of what it holds. */
function autosize() {
  const state = store.getState();
  const open = activeOpen(state);
  const host = document.querySelector<HTMLElement>('.sheet');
  if (!open || !host) return;
  const widths = fitColumns(host, open.report, state.settings, open.shown.rows);
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
  'autosize-columns': autosize,
  'reset-columns': () => void changeSettings({ columns: [] }),
} as const satisfies Partial<Record<CommandId, () => void>>;
