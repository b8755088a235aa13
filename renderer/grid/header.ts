/**
 * The content of a column's header: its title, the sign of its sort, and the button of its filter. Sorting is ours and
 * not the grid's, which would throw away every row it has drawn before the new order is even known.
 */
import type { IHeaderComp, IHeaderParams } from 'ag-grid-community';
import type { SortKey } from '../../shared/table/view.ts';
import { icon } from './cells.ts';
import type { MenuPlace } from './select-cells.ts';
import type { SheetColumn } from './sheet-columns.ts';

export interface HeaderExtras {
  /** Not called `column`: the grid merges these into its own parameters, and would write into its column. */
  readonly heads: SheetColumn;
  /** Every header that is drawn, to be shown again when the view has changed. */
  readonly drawn: Set<SheetHeader>;
  sort(): readonly SortKey[];
  /** Asked for by click or Enter; `add` (Shift) keeps the other columns' sorts. */
  onSort(columnId: string, add: boolean): void;
  isFiltered(columnId: string): boolean;
  /** Whether all of the column is selected. */
  isSelected(columnId: string): boolean;
  openFilter(columnId: string, anchor: HTMLElement): void;
  onSelect(columnId: string): void;
  openMenu(columnId: string, at: MenuPlace): void;
}

/** A click that ends a drag of the column is no click; the grid tells of the drag, not of its end. */
const dragEchoMs = 80;

export class SheetHeader implements IHeaderComp {
  private root = document.createElement('span');
  private sign = document.createElement('span');
  private button = document.createElement('button');
  private params: (IHeaderParams & HeaderExtras) | undefined;
  private draggedAt = 0;

  init(params: IHeaderParams & HeaderExtras) {
    this.params = params;
    const { heads, column, eGridHeader } = params;
    this.root.className = 'header';
    const title = document.createElement('span');
    title.className = 'header-title';
    title.textContent = heads.title;
    this.sign.className = 'header-sort';
    this.button.className = 'header-filter';
    this.button.type = 'button';
    this.button.tabIndex = -1;
    this.button.append(icon('list-filter'));
    this.root.append(title, this.sign, this.button);

    column.addEventListener('movingChanged', () => {
      this.draggedAt = performance.now();
    });
    this.root.addEventListener('click', (event) => {
      // With Ctrl or Cmd it has selected the column (select-cells.ts).
      if (event.ctrlKey || event.metaKey) return;
      if (!column.isMoving() && performance.now() - this.draggedAt > dragEchoMs)
        params.onSort(heads.id, event.shiftKey);
    });
    // Without these a press on the button would begin a drag of the column, or sort it.
    for (const name of ['mousedown', 'pointerdown', 'touchstart', 'dblclick']) {
      this.button.addEventListener(name, (event) => event.stopPropagation());
    }
    this.button.addEventListener('click', (event) => {
      event.stopPropagation();
      params.openFilter(heads.id, this.button);
    });
    eGridHeader.addEventListener('keydown', this.onKey);
    params.drawn.add(this);
    this.show();
  }

  private onKey = (event: KeyboardEvent) => {
    if (!this.params || event.target !== this.params.eGridHeader) return;
    const { heads, eGridHeader, onSort, onSelect, openFilter, openMenu } = this.params;
    const { left, bottom } = eGridHeader.getBoundingClientRect();
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.altKey) onSort(heads.id, event.shiftKey);
    else if (event.altKey && event.key === 'ArrowDown') openFilter(heads.id, this.button);
    else if (event.key === ' ' && (event.ctrlKey || event.metaKey)) onSelect(heads.id);
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey))
      openMenu(heads.id, { x: left + 8, y: bottom });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** Shows how the column is sorted and whether it is filtered, to the eye and to a screen reader. */
  show() {
    if (!this.params) return;
    const { heads, sort, isFiltered, isSelected, eGridHeader } = this.params;
    eGridHeader.classList.toggle('header-selected', isSelected(heads.id));
    const keys = sort();
    const place = keys.findIndex((key) => key.column === heads.id);
    const key = keys[place];
    this.sign.replaceChildren();
    if (key) this.sign.append(icon(key.descending ? 'arrow-down' : 'arrow-up'));
    if (key && keys.length > 1) this.sign.append(`${place + 1}`);
    // The grid, which does not know of the sort, has taken the attribute away when this task is over.
    queueMicrotask(() => {
      eGridHeader.setAttribute('aria-sort', key ? (key.descending ? 'descending' : 'ascending') : 'none');
    });
    const filtered = isFiltered(heads.id);
    this.button.classList.toggle('is-filtered', filtered);
    this.button.setAttribute('aria-label', `Filter ${heads.title}${filtered ? ' (filtered)' : ''}`);
  }

  getGui() {
    return this.root;
  }

  refresh() {
    this.show();
    return true;
  }

  destroy() {
    this.params?.drawn.delete(this);
    this.params?.eGridHeader.removeEventListener('keydown', this.onKey);
  }
}

/** The sort after a column was asked for: up, down, and back to none. */
export function nextSort(sort: readonly SortKey[], column: string, add: boolean): SortKey[] {
  const place = sort.findIndex((key) => key.column === column);
  const now = sort[place];
  const next =
    now === undefined ? { column, descending: false } : now.descending ? undefined : { column, descending: true };
  if (!add) return next ? [next] : [];
  if (place < 0) return next ? [...sort, next] : [...sort];
  return next ? sort.with(place, next) : sort.toSpliced(place, 1);
}
