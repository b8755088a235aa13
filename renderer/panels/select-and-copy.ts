/** The cells of the sheet are selected, and go to the clipboard; the status bar says so. */
import { cellCount, type Rectangle, type Selection } from '../../shared/table/selection.ts';
import { shownColumns } from '../grid/sheet-columns.ts';
import { copyText } from '../parts/copy.ts';
import { counted } from '../parts/words.ts';
import { cellsToCopy, notice, select, selectAll } from '../state/act-selection.ts';
import { activeOpen, type Open, store } from '../state/state.ts';
import { fieldsText } from './fields-text.ts';

/** The columns of the report in front that are on screen, in order. */
export function columnsShown(): readonly string[] {
  const state = store.getState();
  const open: Open | undefined = activeOpen(state);
  return open ? shownColumns(open.report, state.settings) : [];
}

export const selectCells = (selection: Selection | undefined) => select(selection, columnsShown());
export const selectAllCells = () => selectAll(columnsShown());

/** `put` fills the clipboard; false = the system did not let it. */
export async function copyCells(
  { headers }: { headers: boolean },
  put: (text: string, html?: string) => boolean = copyText,
) {
  const copying = cellsToCopy(columnsShown(), headers);
  if (!copying) {
    notice('Nothing to copy: no cell has the focus.');
    return;
  }
  const { rectangle, clip } = copying;
  if (!(clip instanceof Promise)) {
    notice(put(clip.text, clip.html) ? doneWords(rectangle, headers) : refused);
    return;
  }
  notice(`Copying ${counted(cellCount(rectangle), 'cell')}…`);
  try {
    const written = await clip;
    if (written === undefined) {
      notice('Not copied: the cells hold more than 50 MB of text. Export them to a file.');
      return;
    }
    // Four tasks, since each may be long enough: the text has been taken up; the page makes it its own, which is half of
    // what it has to do to fill the clipboard; the system is given it; and the window says so.
    await nextTask();
    const { data } = document.createTextNode(written.text);
    await nextTask();
    // What called us is over, and its event with it.
    const isDone = copyText(data, written.html);
    await nextTask();
    notice(isDone ? doneWords(rectangle, headers) : refused);
  } catch {
    notice('Not copied: the part that reads the report has stopped.');
  }
}

const nextTask = () => new Promise((then) => setTimeout(then));

/** The attempt of a row, as its pane copies it. */
export function copyFields(row: number) {
  const open = activeOpen(store.getState());
  if (open) notice(copyText(fieldsText(open.report, row)) ? 'Copied the attempt.' : refused);
}

const refused = 'Not copied: the system did not let the clipboard be changed. Press the keys of Copy once more.';

const doneWords = (rectangle: Rectangle, headers: boolean): string =>
  `Copied ${counted(cellCount(rectangle), 'cell')}${headers ? ' with headers' : ''}.`;

/**
 * Copy by the platform's own key and menu: it comes as an event, wherever the focus is. A text that is marked in a pane
 * and what stands in a text field are the platform's to copy.
 */
export function listenForCopy() {
  const isOurs = (target: EventTarget | null): boolean => {
    const open = activeOpen(store.getState());
    if (!open || store.getState().dialog) return false;
    if (target instanceof Element && target.closest('input, textarea, [role=dialog], [role=menu]')) return false;
    const marked = window.getSelection();
    if (marked && !marked.isCollapsed) return false;
    return open.selection !== undefined || document.activeElement?.closest('.sheet') != null;
  };
  // Without it, an event is not sent where no text is marked.
  document.addEventListener('beforecopy', (event) => isOurs(event.target) && event.preventDefault());
  document.addEventListener('copy', (event) => {
    if (!isOurs(document.activeElement)) return;
    event.preventDefault();
    void copyCells({ headers: false }, (text, html) => {
      event.clipboardData?.setData('text/plain', text);
      if (html !== undefined) event.clipboardData?.setData('text/html', html);
      return true;
    });
  });
  // The menu's Select all would mark the text of the whole page; before it does, it asks here.
  document.addEventListener('selectstart', (event) => {
    if (event.target !== document.body || !isOurs(document.activeElement)) return;
    event.preventDefault();
    selectAllCells();
  });
}
