import type { MenuPlace } from '../grid/select-cells.ts';
import { ContextMenu } from '../parts/ContextMenu.tsx';
import { viewer } from '../state/doorway.ts';
import type { Open } from '../state/state.ts';
import { type CellMenuSlots, cellMenu } from './cell-menu.ts';

export interface CellMenuProps extends CellMenuSlots {
  readonly open: Open;
  readonly at: MenuPlace;
  readonly onClose: () => void;
}

/** What can be done with the cell that has the focus, or with what is selected. */
export function CellMenu({ open, at, onClose, ...slots }: CellMenuProps) {
  const entries = cellMenu(open, viewer.platform, slots);
  // Another place is another menu.
  return <ContextMenu key={`${at.x} ${at.y}`} label="The cell" at={at} entries={entries} onClose={onClose} />;
}
