/** Where a person is in a report, and how it is found again in another reading of the file. */
import { counted } from '../../shared/report/words.ts';
import type { ScrollPlace } from '../../shared/sheet.ts';
import { rowPlace } from '../../shared/table/row-place.ts';
import { filterOf, type SetFilter, type View, withFilter, withoutFilter } from '../../shared/table/view.ts';
import { change, openById } from './act.ts';
import { engine } from './doorway.ts';
import { activeOpen, type Loading, type Open, type Resume, store, wholeResume } from './state.ts';

/** The grid has been scrolled. */
export function keepScroll(scrolled: ScrollPlace) {
  const open = activeOpen(store.getState());
  if (open) change(open.id, 'open', (report) => ({ ...report, scrolled }));
}

/**
 * Where the person is, by what holds in another reading too: rows may have come, gone and moved, so they are known by
 * their attempt code (docs/rules.md §1).
 */
export async function placeIn(open: Open): Promise<Resume> {
  const { id, view, shown, selection, scrolled, focusRow, focusColumn, paneRow, charted, toTakeUp } = open;
  // Read again so soon, it is still where the reading before was: keys hold in each.
  if (toTakeUp?.carried) return { ...toTakeUp, view };
  const rowAt = (position: number | undefined) => (position === undefined ? undefined : shown.rows[position]);
  const ends = [selection?.anchor.position, selection?.focus.position];
  const rows = [focusRow, paneRow, ...[scrolled?.position, ...ends].map(rowAt)];
  const keys = await engine.ask('row-keys', { report: id, rows });
  return { view, focusRow, focusColumn, paneRow, scrolled, charted, carried: { keys, selection } };
}

/** The filter by rows that a person picked. */
export const pickedRows = (ranges: string, count: number): SetFilter => ({
  ...{ kind: 'set', column: 'set:rows', sets: [ranges] },
  names: [counted(count, 'selected row')],
});

/**
 * A view of one report as a view of another reading of its file, where rows that were picked have other numbers. They
 * are let go where that one is not open any more.
 */
async function carryView(view: View, from: string | undefined, to: string): Promise<View> {
  const picked = filterOf(view, 'set:rows', 'set');
  if (!picked) return view;
  const asked = from === undefined ? undefined : { from, to, ranges: picked.sets.join(',') };
  const carried = asked && (await engine.ask('carry-rows', asked).catch(() => undefined));
  return carried ? withFilter(view, pickedRows(carried.ranges, carried.count)) : withoutFilter(view, 'set:rows', 'set');
}

/** How a report is shown when it has been read. */
interface Place {
  readonly resume: Resume;
  readonly view: View;
  /** The rows that the carried keys have now; undefined = rows have the numbers that they had. */
  readonly held: readonly (number | undefined)[] | undefined;
}

/** Where the person is by now in the report that a reading is to take the place of; otherwise what it resumes. */
export async function placeAgain({ id, grant, replaces, resume: before = wholeResume }: Loading): Promise<Place> {
  for (;;) {
    const open = replaces === undefined ? undefined : openById(replaces);
    const resume = open ? await placeIn(open) : before;
    const view = await carryView(resume.view, open?.id, id);
    const keys = resume.carried?.keys ?? [];
    // Without attempt codes rows have only their numbers, which hold while nothing but the encoding is another.
    const isKnown = keys.some((key) => key !== undefined) || (open !== undefined && open.grant !== grant);
    const held = isKnown ? await engine.ask('rows-by-key', { report: id, keys }) : undefined;
    const now = open && openById(open.id);
    // What was typed or clicked there meanwhile is not to be lost.
    if (!now || now.view === open.view) return { resume, view, held };
  }
}

/**
 * Scrolls to where the person was, and selects what was selected if both its ends are still shown.
 * @param held the rows that the carried keys have now
 */
export function takeUp(id: string, { scrolled, carried }: Resume, held: readonly (number | undefined)[] | undefined) {
  change(id, 'open', (report) => ({ ...report, toTakeUp: undefined }));
  const open = openById(id);
  if (!open || (!scrolled && !carried)) return;
  const placeOf = (row: number | undefined) => (row === undefined ? -1 : rowPlace(open.shown.rows, row));
  const selection = carried?.selection;
  const [anchor, reach] = [placeOf(held?.[3]), placeOf(held?.[4])];
  const top = held ? placeOf(held[2]) : -1;
  change(id, 'open', (report) => ({
    ...report,
    ...(scrolled && { scrollTo: { position: top < 0 ? scrolled.position : top, left: scrolled.left } }),
    ...(selection &&
      anchor >= 0 &&
      reach >= 0 && {
        selection: {
          kind: selection.kind,
          anchor: { ...selection.anchor, position: anchor },
          focus: { ...selection.focus, position: reach },
        },
      }),
  }));
}
