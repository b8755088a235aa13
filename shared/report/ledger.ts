/**
 * Every incident of a report, one entry for each text in an attempt, kept as numbers so that a view of a hundred
 * thousand attempts is answered at once. Texts are divided once for each distinct pair of cells, and put into
 * categories once for each distinct text (docs/rules.md §3).
 */
import { type Column, isNone } from '../table/column.ts';
import { atOnce, inParts } from '../table/parts.ts';
import { perTable } from '../table/per-table.ts';
import { type CodedNumbers, incidentRows, kindColumns } from './attempt-incidents.ts';
import { categoriser, categoryName, type Dictionary, otherId } from './dictionary.ts';
import { type IncidentKind, incidentKinds, incidentsOf, nearWording, noText } from './incidents.ts';
import type { Report } from './report.ts';

/** The place of a kind in `incidentKinds`. */
export type KindPlace = 0 | 1;

/** What follows from the table alone, whatever the categories are. */
interface Entries {
  /** Distinct texts, verbatim, in the order of the file. */
  readonly texts: readonly string[];
  /** The near-identical wording of each text, as a place in `wordings`. */
  readonly wordingOf: Uint32Array;
  readonly wordings: readonly string[];
  /** In the order of the file, for each entry: its row, kind, text, how often the text occurs, and its note. */
  readonly rows: Uint32Array;
  readonly kinds: Uint8Array;
  readonly textOf: Uint32Array;
  readonly times: Uint32Array;
  /** A place in `notes`; 0 = none. */
  readonly noteOf: Uint32Array;
  /** What is to be said of a text that could not be divided. */
  readonly notes: readonly string[];
  /** The entries of a row begin here and end where those of the next begin. */
  readonly firstOf: Uint32Array;
}

/** Which texts are in which categories. */
export interface Categorised {
  /** In the order of the dictionary; then `other`, and `no-text` for comments without content. */
  readonly categoryIds: readonly string[];
  /** The categories of each text, a bit for each of `categoryIds`. */
  readonly categories: Uint32Array;
}

export interface Ledger extends Entries, Categorised {}

/** Stands for the category of a comment that has no text. */
export const noTextId = 'no-text';

/** The name of a category, and of what stands for one. */
export const categoryLabel = (dictionary: Dictionary, id: string): string =>
  id === noTextId ? noText : categoryName(dictionary, id);

const ledgers = new WeakMap<Report, Ledger>();
const knownEntries = perTable<Entries>();

/** The ledger of a whole report, worked out once. */
export const ledgerOf = (report: Report): Ledger => atOnce(ledgerSteps(report));

/** The same in parts. */
export function* ledgerSteps(report: Report): Generator<undefined, Ledger> {
  let ledger = ledgers.get(report);
  if (!ledger) {
    const entries = knownEntries.get(report.table) ?? (yield* entriesOf(report));
    knownEntries.set(report.table, entries);
    ledger = { ...entries, ...(yield* categoriseSteps(entries.texts, report.facts.dictionary)) };
    ledgers.set(report, ledger);
  }
  return ledger;
}

/** A text with how often it occurs in one pair of cells, and the note on them. */
interface Piece {
  readonly text: number;
  readonly times: number;
  readonly note: number;
}

const nothing: readonly Piece[] = [];

function* entriesOf({ table, facts }: Report): Generator<undefined, Entries> {
  const texts = places<string>();
  const notes = places<string>();
  notes.of('');
  const piecesOf = kindColumns.map(({ count, comments }, place) =>
    facts.plain
      ? () => nothing
      : reader(incidentKinds[place]!, table.column(count), table.column(comments), texts, notes),
  );

  const rows: number[] = [];
  const kinds: number[] = [];
  const textOf: number[] = [];
  const times: number[] = [];
  const noteOf: number[] = [];
  const firstOf = new Uint32Array(table.rowCount + 1);
  yield* inParts(table.rowCount, (from, to) => {
    for (let row = from; row < to; row += 1) {
      firstOf[row] = rows.length;
      for (let kind = 0; kind < 2; kind += 1) {
        for (const piece of piecesOf[kind]!(row)) {
          rows.push(row);
          kinds.push(kind);
          textOf.push(piece.text);
          times.push(piece.times);
          noteOf.push(piece.note);
        }
      }
    }
  });
  firstOf[table.rowCount] = rows.length;

  const wordings = places<string>();
  const wordingOf = new Uint32Array(texts.list.length);
  yield* inParts(wordingOf.length, (from, to) => {
    for (let text = from; text < to; text += 1) wordingOf[text] = wordings.of(nearWording(texts.list[text]!));
  });
  return {
    texts: texts.list,
    wordingOf,
    wordings: wordings.list,
    rows: Uint32Array.from(rows),
    kinds: Uint8Array.from(kinds),
    textOf: Uint32Array.from(textOf),
    times: Uint32Array.from(times),
    noteOf: Uint32Array.from(noteOf),
    notes: notes.list,
    firstOf,
  };
}

/** The categories of the texts by a dictionary, which need not be that of the report. */
export const categorise = (texts: readonly string[], dictionary: Dictionary): Categorised =>
  atOnce(categoriseSteps(texts, dictionary));

function* categoriseSteps(texts: readonly string[], dictionary: Dictionary): Generator<undefined, Categorised> {
  const ids = [...dictionary.categories.map(({ id }) => id), otherId, noTextId];
  const bits = new Map(ids.map((id, place) => [id, 1 << place]));
  const { categoriesOf } = categoriser(dictionary);
  const bitsOf = (text: string): number => {
    if (text === noText) return bits.get(noTextId)!;
    return categoriesOf(text).reduce((mask, { category }) => mask | bits.get(category)!, 0);
  };
  const categories = new Uint32Array(texts.length);
  yield* inParts(texts.length, (from, to) => {
    for (let text = from; text < to; text += 1) categories[text] = bitsOf(texts[text]!);
  });
  return { categoryIds: ids, categories };
}

/** Gives each distinct value a place, in the order in which they come. */
function places<T>(): { readonly list: T[]; of(value: T): number } {
  const known = new Map<T, number>();
  const list: T[] = [];
  return {
    list,
    of(value) {
      let place = known.get(value);
      if (place === undefined) {
        place = list.length;
        list.push(value);
        known.set(value, place);
      }
      return place;
    },
  };
}

/** Reads the incidents of one kind in a row. Of columns with few distinct cells, each pair of cells is divided once. */
function reader(
  kind: IncidentKind,
  count: Column | undefined,
  comments: Column | undefined,
  texts: { of(text: string): number },
  notes: { of(note: string): number },
): (row: number) => readonly Piece[] {
  if (!count && !comments) return () => nothing;
  function divide(countText: string, commentsText: string): readonly Piece[] {
    const found = incidentsOf(kind, countText, commentsText);
    const note = notes.of(found.note ?? '');
    const pieces = found.entries.map(({ text, times }) => ({ text: texts.of(text), times, note }));
    // Counted by the file, so there is something to be seen, though it says nothing.
    if (pieces.length === 0 && (found.count ?? 0) > 0) return [{ text: texts.of(noText), times: found.count!, note }];
    return pieces.length === 0 ? nothing : pieces;
  }
  const known = new Map<string | number, readonly Piece[]>();
  const byCode = (!count || count.distinct > 0) && (!comments || comments.distinct > 0);
  const width = count?.distinct || 1;
  return (row) => {
    // Nearly every cell is told apart by numbers; where it is not, the texts themselves are the key.
    const countText = byCode ? '' : (count?.text(row) ?? '');
    const commentsText = byCode ? '' : (comments?.text(row) ?? '');
    if (!byCode && isNone(commentsText) && (countText === '0' || countText === '')) return nothing;
    const key = byCode ? (comments?.code(row) ?? 0) * width + (count?.code(row) ?? 0) : `${countText}\n${commentsText}`;
    let pieces = known.get(key);
    if (!pieces) {
      pieces = byCode ? divide(count?.text(row) ?? '', comments?.text(row) ?? '') : divide(countText, commentsText);
      known.set(key, pieces);
    }
    return pieces;
  };
}

export interface CategoryCount {
  readonly id: string;
  readonly name: string;
  /** Incidents of each kind, by its place in `incidentKinds`; a text counts once per attempt. */
  readonly counts: readonly [number, number];
  /** Attempts with such an incident of each kind. */
  readonly attemptsOf: readonly [number, number];
  /** Attempts with such an incident of either kind. */
  readonly attempts: number;
}

export interface IncidentCounts {
  /** In the order of the dictionary, `other` last; `no-text` follows only where there is one. */
  readonly categories: readonly CategoryCount[];
  /** What the file counts of each kind, whatever its texts say. */
  readonly counted: readonly [number, number];
  /** Attempts with an incident of each kind, by the file's count or by a text. */
  readonly withIncidents: readonly [number, number];
  /** Attempts with an incident of either kind. */
  readonly attempts: number;
}

/** The incidents of some rows, by category and kind. */
export function incidentCounts(report: Report, rows: Uint32Array): IncidentCounts {
  const ledger = ledgerOf(report);
  const { firstOf, kinds, textOf } = ledger;
  const tally = ledger.categoryIds.map((): Tally => [0, 0, 0, 0, 0]);
  const counted = incidentRows(report.table).counts.map((counts) => sumOf(counts, rows)) as [number, number];
  const withIncidents: [number, number] = [0, 0];
  let attempts = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at]!;
    const end = firstOf[row + 1]!;
    let entry = firstOf[row]!;
    if (entry === end) continue;
    let [suspicious, violations] = [0, 0];
    for (; entry < end; entry += 1) {
      const kind = kinds[entry] as KindPlace;
      const mask = ledger.categories[textOf[entry]!]!;
      if (kind === 0) suspicious |= mask;
      else violations |= mask;
      addBits(tally, mask, kind);
    }
    attempts += 1;
    if (suspicious !== 0) withIncidents[0] += 1;
    if (violations !== 0) withIncidents[1] += 1;
    addBits(tally, suspicious, 2);
    addBits(tally, violations, 3);
    addBits(tally, suspicious | violations, 4);
  }
  const categories = ledger.categoryIds.map((id, place): CategoryCount => {
    const [suspicious, violation, withSuspicious, withViolation, attempts] = tally[place]!;
    const name = categoryLabel(report.facts.dictionary, id);
    return { id, name, counts: [suspicious, violation], attemptsOf: [withSuspicious, withViolation], attempts };
  });
  return {
    categories: categories.filter(({ id, attempts: count }) => id !== noTextId || count > 0),
    counted,
    withIncidents,
    attempts,
  };
}

/** The numbers of some rows together. */
function sumOf({ codes, numbers }: CodedNumbers, rows: Uint32Array): number {
  const counts = new Uint32Array(numbers.length);
  for (let at = 0; at < rows.length; at += 1) counts[codes[rows[at]!]!]! += 1;
  return numbers.reduce((sum, number, code) => sum + number * counts[code]!, 0);
}

/** Incidents of each kind, attempts with one of each kind, and attempts with one of either. */
type Tally = [number, number, number, number, number];

function addBits(tally: readonly Tally[], mask: number, at: 0 | 1 | 2 | 3 | 4) {
  for (let rest = mask; rest !== 0; rest &= rest - 1) tally[31 - Math.clz32(rest & -rest)]![at] += 1;
}

/** The bit of a category in `categories`; 0 = there is none of that id. */
export function categoryBit({ categoryIds }: Categorised, id: string): number {
  const place = categoryIds.indexOf(id);
  return place < 0 ? 0 : 1 << place;
}

/** The kind that a set names: `phone|Suspicious`; undefined = either. */
function kindOfSet(set: string): { id: string; kind: number | undefined } {
  const [id = '', kind] = set.split('|');
  return { id, kind: kind === undefined ? undefined : incidentKinds.indexOf(kind as IncidentKind) };
}

/** The rows with an incident of a category, `device`, or of a category and kind, `device|Suspicious`. */
export function categoryRows(report: Report, set: string): Uint8Array {
  const { id, kind } = kindOfSet(set);
  const ledger = ledgerOf(report);
  const bit = categoryBit(ledger, id);
  return rowsWith(ledger, report.table.rowCount, (entry) => {
    const isKind = kind === undefined || ledger.kinds[entry] === kind;
    return isKind && (ledger.categories[ledger.textOf[entry]!]! & bit) !== 0;
  });
}

/** What such a set is called; undefined where its category is gone. */
export function categorySetName(dictionary: Dictionary, set: string): string | undefined {
  const [id = '', kind] = set.split('|');
  const known = id === otherId || id === noTextId || dictionary.categories.some((category) => category.id === id);
  if (!known) return undefined;
  const name = categoryLabel(dictionary, id);
  return kind === undefined ? name : `${name} (${kind})`;
}

/** The set of the very same text; without the sign it is that of a near-identical wording. */
export const sameText = (text: string): string => `=${text}`;

/** The rows with an incident of a near-identical wording, as `nearWording` gives it, or of the same text (`sameText`). */
export function wordingRows(report: Report, set: string): Uint8Array {
  const ledger = ledgerOf(report);
  // A wording has no signs, so none begins like this.
  const isSame = set.startsWith('=');
  const place = isSame ? ledger.texts.indexOf(set.slice(1)) : ledger.wordings.indexOf(set);
  const of = isSame ? (text: number) => text : (text: number) => ledger.wordingOf[text]!;
  return rowsWith(ledger, report.table.rowCount, (entry) => of(ledger.textOf[entry]!) === place);
}

function rowsWith(ledger: Ledger, rowCount: number, passes: (entry: number) => boolean): Uint8Array {
  const mask = new Uint8Array(rowCount);
  for (let entry = 0; entry < ledger.rows.length; entry += 1) if (passes(entry)) mask[ledger.rows[entry]!] = 1;
  return mask;
}
