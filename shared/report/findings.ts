/**
 * The health of a report: every check of docs/rules.md §4, over all rows at once. A row's findings are bits of one
 * number, so that they are counted over any view, and told as rows, in one walk. Nothing here makes a text of a cell
 * where the bytes or a reading will do.
 */
import { byText, codedBy, combinationsOf } from '../table/coded.ts';
import { readingsByRow } from '../table/column.ts';
import { filledIn } from '../table/filled.ts';
import { atOnce, inParts } from '../table/parts.ts';
import { perTable } from '../table/per-table.ts';
import type { Problem, ProblemKind } from '../table/problems.ts';
import type { Table } from '../table/table.ts';
import type { KnownId } from './columns.ts';
import { type DamageKind, type FindingId, findingWords, type Severity } from './finding-words.ts';
import { findingsOfReview } from './findings-of-review.ts';
import { otherCourses, repeatedCodes, splitLearners } from './findings-of-table.ts';
import { isOutOfOrder, isOverTime, isStuck, isUnderWay, mustHaveStarted } from './findings-of-time.ts';
import { readCount, splitComments } from './incidents.ts';
import { type Report, usualOf } from './report.ts';
import { damageKinds, spreadsheetDamage } from './spreadsheet-damage.ts';
import { isPractice } from './verdict.ts';

const place = new Map(findingWords.map(({ id }, index) => [id, index]));
const bitOf = (id: FindingId): number => 1 << place.get(id)!;

export interface Findings {
  /** For each row its findings, as bits in the order of `findingWords`. */
  readonly bits: Uint32Array;
  /** How many rows each damage by a spreadsheet shows in. */
  readonly damage: ReadonlyMap<DamageKind, number>;
  /** What was odd about the text, by the finding that it belongs to. */
  readonly text: ReadonlyMap<FindingId, TextPlaces>;
}

interface TextPlaces {
  /** Where in the text it is, at most the first few. */
  readonly offsets: number[];
  /** Problems that no row has: before the first, or after the last. */
  outside: number;
}

/** One finding of a report, with how often it occurs. */
export interface Finding {
  readonly id: FindingId;
  /** Rows of the whole report, and of the view. */
  readonly count: number;
  readonly shown: number;
  /** Problems of the text that no row has: before the first, or after the last. */
  readonly outside: number;
  /** Only the first problems are listed, and there are more. */
  readonly atLeast: boolean;
  /** Where in the text it is, at most the first few. */
  readonly offsets: readonly number[];
  readonly damage: readonly { readonly kind: DamageKind; readonly count: number }[];
}

const ofText: ReadonlyMap<ProblemKind, FindingId> = new Map<ProblemKind, FindingId>([
  ['short-row', 'ragged-row'],
  ['long-row', 'ragged-row'],
  ['quote-out-of-place', 'quote-out-of-place'],
  ['line-end', 'mixed-line-ends'],
  ['undecodable', 'undecodable-bytes'],
]);

const offsetsTold = 5;

const known = perTable<Findings>();

/**
 * All findings of a report, looked for once: they ask neither who decides the second reviews nor for the categories. A
 * table that is not the report has none.
 */
export const findingsOf = (report: Report): Findings => atOnce(findingSteps(report));

/** The same in parts: so many rows of a check at a time. */
export function* findingSteps(report: Report): Generator<undefined, Findings> {
  let findings = known.get(report.table);
  if (!findings) {
    findings = yield* lookFor(report);
    known.set(report.table, findings);
  }
  return findings;
}

function* lookFor(report: Report): Generator<undefined, Findings> {
  const { table, facts } = report;
  const bits = new Uint32Array(table.rowCount);
  const damage = new Map<DamageKind, number>();
  const text = new Map<FindingId, TextPlaces>();
  if (facts.plain) return { bits, damage, text };

  const headers = new Set<number>();
  for (const at of table.problems.placesOf('repeated-header')) headers.add(table.problems.at(at).row!);
  const mark = (id: FindingId) => (row: number) => {
    bits[row]! |= bitOf(id);
  };
  markReviews(report, bits);
  yield;
  yield* markComments(table, bits);
  yield* markTimes(report, bits);
  yield* repeatedCodes(table, headers, mark('duplicate-attempt'));
  yield* splitLearners(table, mark('one-learner-two-emails'));
  yield;
  otherCourses(table, headers, mark('several-courses'));
  yield;
  const damaged = yield* spreadsheetDamage(table, headers);
  yield;
  for (let row = 0; row < bits.length; row += 1) if (damaged[row] !== 0) bits[row]! |= bitOf('spreadsheet-damage');

  keep(bits, silenced(table));
  for (const row of headers) bits[row] = 0;
  for (const [index, kind] of damageKinds.entries()) damage.set(kind, rowsWith(damaged, 1 << index));
  markProblems(table, bits, text);
  return { bits, damage, text };
}

/** Those that the report has, the gravest first, counted over the whole and over these rows. */
export function countFindings(report: Report, findings: Findings, rows: Uint32Array): Finding[] {
  const { table } = report;
  const whole = new Uint32Array(findingWords.length);
  const shown = new Uint32Array(findingWords.length);
  const { bits } = findings;
  for (let row = 0; row < bits.length; row += 1) if (bits[row] !== 0) add(whole, bits[row]!);
  for (let at = 0; at < rows.length; at += 1) if (bits[rows[at]!] !== 0) add(shown, bits[rows[at]!]!);
  const found: Finding[] = [];
  for (const [index, { id, ofText }] of findingWords.entries()) {
    const { outside, offsets } = findings.text.get(id) ?? { outside: 0, offsets: [] };
    if (whole[index] === 0 && outside === 0) continue;
    const damage = id === 'spreadsheet-damage' ? [...findings.damage] : [];
    found.push({
      ...{ id, outside, offsets, count: whole[index]!, shown: shown[index]! },
      atLeast: ofText && id !== 'ragged-row' && table.problems.count > table.problems.listed,
      damage: damage.flatMap(([kind, count]) => (count > 0 ? [{ kind, count }] : [])),
    });
  }
  return found;
}

/** How many rows of the whole report have a finding of each severity, each row once. */
export type SeverityRows = Readonly<Record<Severity, number>>;

export function rowsBySeverity({ bits }: Findings): SeverityRows {
  const rows = { contradiction: 0, look: 0, explained: 0 };
  for (const severity of Object.keys(rows) as Severity[]) {
    const mask = findingWords.reduce((all, word) => (word.severity === severity ? all | bitOf(word.id) : all), 0);
    for (let row = 0; row < bits.length; row += 1) if ((bits[row]! & mask) !== 0) rows[severity] += 1;
  }
  return rows;
}

/** The rows of one finding as a mask; undefined = there is no finding of that name. */
export function findingRows({ bits }: Findings, id: string): Uint8Array | undefined {
  const at = place.get(id as FindingId);
  return at === undefined ? undefined : Uint8Array.from(bits, (own) => (own >>> at) & 1);
}

function add(counts: Uint32Array, bits: number) {
  for (let rest = bits; rest !== 0; rest &= rest - 1) counts[31 - Math.clz32(rest & -rest)]! += 1;
}

function rowsWith(rows: Uint8Array, bit: number): number {
  let count = 0;
  for (let row = 0; row < rows.length; row += 1) if ((rows[row]! & bit) !== 0) count += 1;
  return count;
}

function keep(bits: Uint32Array, lost: number) {
  if (lost !== 0) for (let row = 0; row < bits.length; row += 1) bits[row]! &= ~lost;
}

/** The findings whose columns the table lacks. */
function silenced(table: Table): number {
  let lost = 0;
  const has = (id: KnownId) => table.column(id) !== undefined;
  for (const { id, needs } of findingWords) {
    if (needs.length > 0 && !needs.some((columns) => columns.every(has))) lost |= bitOf(id);
  }
  return lost;
}

const reviewColumns = ['status', 'is_sample_attempt', 'review_status', 'provider', 'suspicious_count'] as const;

/** Each combination of the few cells that say where an attempt stands is judged once. */
function markReviews({ table, cell }: Report, bits: Uint32Array) {
  const { rowCount } = table;
  const { codes, firstRows } = combinationsOf(
    reviewColumns.map((id) => codedBy(table.column(id), rowCount)),
    rowCount,
  );
  const judged = Uint32Array.from(firstRows, (row) => {
    const found = findingsOfReview({
      status: cell(row, 'status') ?? '',
      sample: cell(row, 'is_sample_attempt'),
      review: cell(row, 'review_status'),
      provider: cell(row, 'provider'),
      suspicious: readCount(cell(row, 'suspicious_count') ?? ''),
    });
    return found.reduce((all, id) => all | bitOf(id), 0);
  });
  for (let row = 0; row < rowCount; row += 1) bits[row]! |= judged[codes[row]!]!;
}

/** Where the number of incidents and their text do not go together, and practice attempts that have either. */
function* markComments(table: Table, bits: Uint32Array): Generator<undefined, void> {
  const { rowCount } = table;
  const sample = codedBy(table.column('is_sample_attempt'), rowCount);
  const practice = byText(sample, isPractice);
  for (const kind of ['suspicious', 'rules_violation'] as const) {
    const count = table.column(`${kind}_count`);
    const comments = table.column(`${kind}_comments`);
    const counts = codedBy(count, rowCount);
    const numbers = byText(counts, (text) => readCount(text ?? ''));
    const filled = comments && filledIn(comments, table.parts.bytes);
    yield;
    yield* inParts(rowCount, (from, to) => {
      for (let row = from; row < to; row += 1) {
        const number = numbers[counts.codes[row]!];
        const hasText = filled?.(row) ?? false;
        if (!hasText && (number ?? 0) === 0) continue;
        if (practice[sample.codes[row]!]) bits[row]! |= bitOf('practice-with-review');
        if (!count || !comments) continue;
        if (number !== undefined && number > 0 !== hasText) bits[row]! |= bitOf('count-missing-text');
        else if (number !== 1 && (number === undefined || !splitComments(comments.text(row), number)))
          bits[row]! |= bitOf('comments-cannot-be-divided');
      }
    });
  }
}

function* markTimes({ table, facts }: Report, bits: Uint32Array): Generator<undefined, void> {
  const { rowCount } = table;
  const startedColumn = table.column('started_at');
  if (!startedColumn) return;
  const numbers = (id: KnownId) => {
    const column = table.column(id);
    return column && readingsByRow(column, rowCount);
  };
  const startedAt = readingsByRow(startedColumn, rowCount);
  const [completedAt, limit] = [numbers('completed_at'), numbers('allowed_time_limit_mins')];
  const exam = codedBy(table.column('exam_name'), rowCount);
  const usuals = byText(exam, (text = '') => usualOf(facts, text) ?? Number.NaN);
  const status = codedBy(table.column('status'), rowCount);
  const begun = byText(status, (text = '') => mustHaveStarted(text));
  const underWay = byText(status, (text = '') => isUnderWay(text));
  const asOf = facts.asOf?.micros ?? Number.NaN;
  const hasStart = filledIn(startedColumn, table.parts.bytes);
  const [outOfOrder, over, unstarted, stuck] = (
    ['time-order', 'over-time', 'finished-without-start', 'stuck'] as const
  ).map(bitOf) as [number, number, number, number];
  yield;
  yield* inParts(rowCount, (from, to) => {
    for (let row = from; row < to; row += 1) {
      const started = startedAt[row]!;
      if (Number.isNaN(started)) {
        if (begun[status.codes[row]!] && !hasStart(row)) bits[row]! |= unstarted;
        continue;
      }
      const completed = completedAt?.[row] ?? Number.NaN;
      const allowed = limit?.[row] ?? Number.NaN;
      if (isOutOfOrder({ started, completed })) bits[row]! |= outOfOrder;
      if (isOverTime({ started, completed, allowed, usual: usuals[exam.codes[row]!]! })) bits[row]! |= over;
      if (underWay[status.codes[row]!] && isStuck({ started, allowed, asOf })) bits[row]! |= stuck;
    }
  });
}

function markProblems(table: Table, bits: Uint32Array, found: Map<FindingId, TextPlaces>) {
  for (const [kind, id] of ofText) {
    for (const [index, at] of table.problems.placesOf(kind).entries()) {
      const problem = table.problems.at(at);
      let places = found.get(id);
      if (!places) {
        places = { offsets: [], outside: 0 };
        found.set(id, places);
      }
      if (index < offsetsTold) places.offsets.push(problem.offset);
      const [from, to] = rowsOf(problem, table);
      if (from === to) places.outside += 1;
      for (let row = from; row < to; row += 1) bits[row]! |= bitOf(id);
    }
  }
  for (const { offsets } of found.values()) offsets.sort((a, b) => a - b).splice(offsetsTold);
  // Of these every row is known, listed as a problem or not.
  for (const rows of [table.parts.shortRows.keys(), table.surplus.rows()]) {
    for (const row of rows) if (row < bits.length) bits[row]! |= bitOf('ragged-row');
  }
}

/** The rows that a problem is about, up to the last exclusive: one, or none, or those of a run of lines. */
function rowsOf({ row, lines }: Problem, { rowCount, parts }: Table): [number, number] {
  const from = Math.min(row ?? (lines ? 0 : rowCount), rowCount);
  if (!lines) return [from, Math.min(from + 1, rowCount)];
  let to = from;
  while (to < rowCount && parts.recordStarts[to]! <= lines.last) to += 1;
  return [from, to];
}
