/**
 * The ledger of a view as lines to be listed: the incidents themselves, or groups of them. The lines are places in the
 * ledger, and only those that are to be seen become objects.
 */

import { holdsTerm } from '../table/needle.ts';
import { noRank, textRanks } from '../table/order.ts';
import { type RankCache, searchTerms, type View, withoutFilter } from '../table/view.ts';
import { type IncidentKind, incidentKinds } from './incidents.ts';
import { nameColumns } from './learners.ts';
import { categoryBit, type Ledger, ledgerOf } from './ledger.ts';
import { type Report, verdictColumn } from './report.ts';

/** The orders of each kind of list, that which it begins with first: never one of people by suspicion (docs/rules.md §3). */
export const ledgerOrders = {
  entry: ['file', 'kind', 'category', 'text', 'exam', 'learner', 'verdict', 'time'],
  category: ['dictionary', 'count'],
  wording: ['count', 'text'],
} as const;

export type LedgerOrder = (typeof ledgerOrders)[keyof typeof ledgerOrders][number];

/** Orders that are those of columns. By learner: usernames come before the addresses of those without one. */
const columnsOf: { readonly [O in LedgerOrder]?: readonly string[] } = {
  exam: ['exam_name'],
  learner: nameColumns,
  verdict: [verdictColumn],
};

/** The columns whose order a list is in; of most none. */
export const ledgerColumns = (order: LedgerOrder): readonly string[] => columnsOf[order] ?? [];

export interface LedgerQuery {
  /** Incidents one by one; one line a category; or one line a wording. */
  readonly by: keyof typeof ledgerOrders;
  /** Only incidents of this kind, of this category, with these words. */
  readonly kind: IncidentKind | undefined;
  readonly category: string | undefined;
  readonly search: string;
  readonly order: LedgerOrder;
  readonly descending: boolean;
  /** Wordings of which each text is listed too. */
  readonly unfolded: readonly string[];
}

/** One incident: a text of an attempt. */
export interface EntryLine {
  readonly line: 'entry';
  readonly row: number;
  readonly kind: IncidentKind;
  readonly text: string;
  readonly times: number;
  /** Why the text could not be divided. */
  readonly note: string | undefined;
}

/** What a group comes to. */
interface GroupCounts {
  /** Incidents as the texts have them: a text twice in an attempt is two. */
  readonly incidents: number;
  readonly attempts: number;
}

/** A text once per attempt (docs/rules.md §3), so `incidents` counts each once. */
export interface CategoryLine extends GroupCounts {
  readonly line: 'category';
  readonly id: string;
  readonly kinds: readonly [number, number];
}

export interface WordingLine extends GroupCounts {
  readonly line: 'wording';
  readonly wording: string;
  /** The most frequent of its texts. */
  readonly text: string;
  /** How many texts differ in case, digits or punctuation only. */
  readonly texts: number;
}

/** One of several texts of a wording. */
export interface TextLine extends GroupCounts {
  readonly line: 'text';
  readonly text: string;
}

export type LedgerLine = EntryLine | CategoryLine | WordingLine | TextLine;

export interface LedgerLines {
  readonly count: number;
  /** Incidents that the query leaves, and the attempts they are of. */
  readonly incidents: number;
  readonly attempts: number;
  /** Lines from a place on. */
  lines(from: number, count: number): LedgerLine[];
}

/**
 * The rows that the ledger is about: those of the view, but for what was chosen in the ledger itself, so that a group
 * that is chosen does not take the others off the list.
 */
export function ledgerView(view: View, { by }: LedgerQuery): View {
  return { ...withoutFilter(view, by === 'category' ? 'set:category' : 'set:wording', 'set'), sort: [] };
}

export function ledgerLines(report: Report, rows: Uint32Array, query: LedgerQuery, ranks: RankCache): LedgerLines {
  const ledger = ledgerOf(report);
  const entries = entriesLeft(report, ledger, rows, query);
  const total = countOf(ledger, entries);
  if (query.by === 'category') return { ...total, ...categoryLines(ledger, entries, query) };
  if (query.by === 'wording') return { ...total, ...wordingLines(ledger, entries, query) };
  const sorted = sortEntries(report, ledger, entries, query, ranks);
  return {
    ...total,
    count: sorted.length,
    lines: (from, count) => Array.from(sorted.subarray(from, from + count), (entry) => entryLine(ledger, entry)),
  };
}

function entryLine(ledger: Ledger, entry: number): EntryLine {
  return {
    line: 'entry',
    row: ledger.rows[entry]!,
    kind: incidentKinds[ledger.kinds[entry]!]!,
    text: ledger.texts[ledger.textOf[entry]!]!,
    times: ledger.times[entry]!,
    note: ledger.notes[ledger.noteOf[entry]!] || undefined,
  };
}

/** The entries that the query leaves of some rows, in the order of the file. */
function entriesLeft({ table }: Report, ledger: Ledger, rows: Uint32Array, query: LedgerQuery): Uint32Array {
  const inView = new Uint8Array(table.rowCount);
  for (const row of rows) inView[row] = 1;
  const kind = query.kind === undefined ? undefined : incidentKinds.indexOf(query.kind);
  const bit = query.category === undefined ? undefined : categoryBit(ledger, query.category);
  const terms = searchTerms(query.search);
  const holds = terms.length === 0 ? undefined : textsWith(ledger, terms);
  const kept = new Uint32Array(ledger.rows.length);
  let count = 0;
  for (let entry = 0; entry < kept.length; entry += 1) {
    if (inView[ledger.rows[entry]!] === 0) continue;
    if (kind !== undefined && ledger.kinds[entry] !== kind) continue;
    const text = ledger.textOf[entry]!;
    if (bit !== undefined && (ledger.categories[text]! & bit) === 0) continue;
    if (holds && holds[text] === 0) continue;
    kept[count] = entry;
    count += 1;
  }
  return kept.subarray(0, count);
}

const textsWith = ({ texts }: Ledger, terms: readonly string[]): Uint8Array =>
  Uint8Array.from(texts, (text) => (terms.every((term) => holdsTerm(text, term)) ? 1 : 0));

/** Entries of one row stand together, so a row is another when it is not the one before. */
function countOf(ledger: Ledger, entries: Uint32Array): { incidents: number; attempts: number } {
  let incidents = 0;
  let attempts = 0;
  let before = -1;
  for (const entry of entries) {
    incidents += ledger.times[entry]!;
    const row = ledger.rows[entry]!;
    if (row !== before) attempts += 1;
    before = row;
  }
  return { incidents, attempts };
}

/** Counts of many groups at once; an entry may be in several. */
function tally(size: number) {
  const incidents = new Float64Array(size);
  const attempts = new Uint32Array(size);
  const lastRow = new Int32Array(size).fill(-1);
  return {
    incidents,
    attempts,
    add(group: number, row: number, times: number) {
      incidents[group]! += times;
      if (lastRow[group] !== row) attempts[group]! += 1;
      lastRow[group] = row;
    },
    of: (group: number): GroupCounts => ({ incidents: incidents[group]!, attempts: attempts[group]! }),
  };
}

type Lines = Pick<LedgerLines, 'count' | 'lines'>;

function categoryLines(ledger: Ledger, entries: Uint32Array, query: LedgerQuery): Lines {
  const size = ledger.categoryIds.length;
  const groups = tally(size);
  const kinds = [new Uint32Array(size), new Uint32Array(size)] as const;
  for (const entry of entries) {
    const mask = ledger.categories[ledger.textOf[entry]!]!;
    for (let place = 0; place < size; place += 1) {
      if ((mask & (1 << place)) === 0) continue;
      groups.add(place, ledger.rows[entry]!, 1);
      kinds[ledger.kinds[entry] as 0 | 1][place]! += 1;
    }
  }
  const places = ledger.categoryIds
    .map((_, place) => place)
    .filter(
      (place) =>
        groups.incidents[place]! > 0 && (query.category ?? ledger.categoryIds[place]) === ledger.categoryIds[place],
    );
  if (query.order === 'count') places.sort((a, b) => groups.incidents[b]! - groups.incidents[a]!);
  if (query.descending) places.reverse();
  const line = (place: number): CategoryLine => ({
    ...{ line: 'category', id: ledger.categoryIds[place]!, kinds: [kinds[0][place]!, kinds[1][place]!] },
    ...groups.of(place),
  });
  return { count: places.length, lines: (from, count) => places.slice(from, from + count).map(line) };
}

function wordingLines(ledger: Ledger, entries: Uint32Array, query: LedgerQuery): Lines {
  const wordings = tally(ledger.wordings.length);
  const texts = tally(ledger.texts.length);
  for (const entry of entries) {
    const [text, row, times] = [ledger.textOf[entry]!, ledger.rows[entry]!, ledger.times[entry]!];
    wordings.add(ledger.wordingOf[text]!, row, times);
    texts.add(text, row, times);
  }
  const byCount = (a: number, b: number) => texts.incidents[b]! - texts.incidents[a]! || a - b;
  const textsOf = new Map<number, number[]>();
  for (let text = 0; text < ledger.texts.length; text += 1) {
    if (texts.incidents[text] === 0) continue;
    const wording = ledger.wordingOf[text]!;
    const known = textsOf.get(wording);
    if (known) known.push(text);
    else textsOf.set(wording, [text]);
  }
  for (const list of textsOf.values()) list.sort(byCount);

  const order = [...textsOf.keys()];
  if (query.order === 'text') {
    const { ranks } = textOrder(ledger);
    const rank = (wording: number) => ranks[textsOf.get(wording)![0]!]!;
    order.sort((a, b) => rank(a) - rank(b));
  } else order.sort((a, b) => wordings.incidents[b]! - wordings.incidents[a]! || a - b);
  if (query.descending) order.reverse();

  const unfolded = new Set(query.unfolded);
  // A text is below 0, so that one list of numbers has both.
  const places = order.flatMap((wording) => {
    const list = textsOf.get(wording)!;
    return list.length > 1 && unfolded.has(ledger.wordings[wording]!)
      ? [wording, ...list.map((text) => ~text)]
      : [wording];
  });
  const line = (place: number): WordingLine | TextLine => {
    if (place < 0) return { line: 'text', text: ledger.texts[~place]!, ...texts.of(~place) };
    const list = textsOf.get(place)!;
    const text = ledger.texts[list[0]!]!;
    return { line: 'wording', wording: ledger.wordings[place]!, text, texts: list.length, ...wordings.of(place) };
  };
  return { count: places.length, lines: (from, count) => places.slice(from, from + count).map(line) };
}

const textOrders = new WeakMap<readonly string[], ReturnType<typeof textRanks>>();

function textOrder({ texts }: Ledger) {
  let known = textOrders.get(texts);
  if (!known) {
    known = textRanks(texts.length, (place) => texts[place]!);
    textOrders.set(texts, known);
  }
  return known;
}

/** Sorted stably, what has no value last in both directions. */
function sortEntries(
  report: Report,
  ledger: Ledger,
  entries: Uint32Array,
  { order, descending }: LedgerQuery,
  ranks: RankCache,
): Uint32Array {
  if (order === 'file') return descending ? entries.toReversed() : entries;
  const rankOf = entryRank(report, ledger, order, ranks);
  const keys = new Float64Array(ledger.rows.length);
  for (const entry of entries) {
    const rank = rankOf(entry);
    keys[entry] = rank === noRank || Number.isNaN(rank) ? Number.MAX_VALUE : descending ? -rank : rank;
  }
  return entries.slice().sort((a, b) => keys[a]! - keys[b]! || a - b);
}

function entryRank({ table }: Report, ledger: Ledger, order: LedgerOrder, ranks: RankCache): (entry: number) => number {
  const byColumn = (id: string) => {
    const column = table.column(id);
    if (!column) return () => noRank;
    const { ranks: known, byCode } = ranks.of(column);
    return (entry: number) => known[byCode ? column.code(ledger.rows[entry]!) : ledger.rows[entry]!]!;
  };
  /** By the first of the columns that has a value; those of a column before those of the next. */
  const byColumns = () => {
    const columns = ledgerColumns(order).map(byColumn);
    return (entry: number) => {
      for (const [place, rankOf] of columns.entries()) {
        const rank = rankOf(entry);
        if (rank !== noRank) return place * 2 ** 32 + rank;
      }
      return noRank;
    };
  };
  switch (order) {
    case 'kind':
      return (entry) => ledger.kinds[entry]!;
    case 'category':
      // The first of its categories.
      return (entry) => {
        const mask = ledger.categories[ledger.textOf[entry]!]!;
        return 31 - Math.clz32(mask & -mask);
      };
    case 'text': {
      const known = textOrder(ledger).ranks;
      return (entry) => known[ledger.textOf[entry]!]!;
    }
    case 'exam':
    case 'learner':
    case 'verdict':
      return byColumns();
    case 'time': {
      const timeOf = incidentTime(table);
      return (entry) => timeOf(ledger.rows[entry]!);
    }
    default:
      return (entry) => entry;
  }
}

/** When an attempt with incidents was: its end, else its beginning; NaN = the file does not say. UTC microseconds. */
export function incidentTime(table: Report['table']): (row: number) => number {
  const [completed, started] = [table.column('completed_at'), table.column('started_at')];
  return (row) => {
    const end = completed?.number(row) ?? Number.NaN;
    return Number.isNaN(end) ? (started?.number(row) ?? Number.NaN) : end;
  };
}
