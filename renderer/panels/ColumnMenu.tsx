import type { Settings } from '../../shared/settings.ts';
import type { MenuPlace } from '../grid/select-cells.ts';
import { ContextMenu } from '../parts/ContextMenu.tsx';
import type { Open } from '../state/state.ts';
import { columnMenu } from './column-menu.ts';

export interface ColumnMenuProps {
  readonly open: Open;
  readonly settings: Settings;
  readonly column: string;
  readonly at: MenuPlace;
  readonly onFilter: (anchor: HTMLElement) => void;
  readonly onClose: () => void;
}

/** What can be done with the column of a header. */
export function ColumnMenu({ open, settings, column, at, onFilter, onClose }: ColumnMenuProps) {
  const openFilter = () => {
    const button = document.querySelector<HTMLElement>(
      `.ag-header-cell[col-id="${CSS.escape(column)}"] .header-filter`,
    );
    // The menu gives the keyboard back first.
    if (button) setTimeout(() => onFilter(button));
  };
  const entries = columnMenu(open, settings, column, openFilter);
  // Another place is another menu.
  return <ContextMenu key={`${at.x} ${at.y}`} label="The column" at={at} entries={entries} onClose={onClose} />;
}
