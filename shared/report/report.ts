/**
 * A table recognised as the report: what its columns are, what the viewer concludes from each row, and what the title
 * area says of the whole. `reportOf` computes it once, in the table worker; `openReport` opens the same parts on the
 * other side.
 */
import { type Combinations, countCodes, mapCodes } from '../table/coded.ts';
import { type ColumnParts, isNone, readingsByRow } from '../table/column.ts';
import { sharedArray } from '../table/column-builder.ts';
import type { GivenOrder } from '../table/order.ts';
import { openTable, type Table, type TableParts, withColumns } from '../table/table.ts';
import { hashOfText } from '../table/value-hash.ts';
import { caseColumns, casesOf, kindsOf } from './attempt-kinds.ts';
import type { HeaderCell, KnownId } from './columns.ts';
import { type Dictionary, defaultDictionary } from './dictionary.ts';
import { examCounts, timedExamsOf, usualLimitsOf } from './exams.ts';
import { asOf } from './file-name.ts';
import { learnerHashes } from './learner-numbers.ts';
import { learnerOf } from './learners.ts';
import { ratioApplies, usedMinutes } from './minutes.ts';
import { reviewWord, statusWord } from './statuses.ts';
import { supersededRows } from './superseded.ts';
import { decidesUnnamed, type Verdict, type VerdictKind, verdictKinds, verdictOf, type WhoDecides } from './verdict.ts';

/** Ids of the derived columns. */
export const verdictColumn = 'verdict';
export const minutesColumn = 'minutes-used';

export type SecondReview = 'not-said' | WhoDecides;

export interface ReportFacts {
  readonly fileName: string;
  readonly sizeBytes: number;
  /** The header version, where it is one of the known ones. */
  readonly version: string | undefined;
  /** Every course the file names, at most `courseLimit`. */
  readonly courses: readonly string[];
  readonly asOf: { readonly micros: number; readonly source: 'file name' | 'newest time inside' } | undefined;
  readonly encoding: string;
  readonly encodingWhy: string;
  readonly delimiter: string;
  readonly preamble: string;
  /** How the file was packed, if it was. */
  readonly packed?: 'gzip' | undefined;
  /** Lines of the file with bytes beyond ASCII, as they stand there, to try other encodings on. */
  readonly sample?: Uint8Array | undefined;
  /** True for a table that is not the report: it has no verdicts, and nothing is known of its columns. */
  readonly plain: boolean;
  /** False while only the first rows are here. */
  readonly complete: boolean;
  /** How many exams it names, and how many of practice alone. */
  readonly examCounts: { readonly exams: number; readonly practice: number };
  /** The usual time limit of each exam that has one, in minutes (docs/rules.md §5). */
  readonly usualLimits: Readonly<Record<string, number>>;
  /** Exams that may be timed ones, which nobody reviews (docs/rules.md §2). */
  readonly timedExams: readonly string[];
  /** Second reviews of which the file does not name who decides. */
  readonly unnamedSecondReviews: number;
  /** Who was taken to decide those, for the verdicts. */
  readonly secondReview: SecondReview;
  /** Which words put an incident into which category. */
  readonly dictionary: Dictionary;
}

export interface ReportParts {
  readonly table: TableParts;
  readonly cells: readonly HeaderCell[];
  readonly facts: ReportFacts;
  /** Distinct verdicts, and which of them each row has. */
  readonly verdicts: readonly Verdict[];
  readonly verdictCodes: Uint16Array;
}

export interface Report {
  readonly parts: ReportParts;
  readonly table: Table;
  readonly facts: ReportFacts;
  verdict(row: number): Verdict;
  /** A row with fewer cells than the header: what it lacks is shown empty, and the rest may stand in wrong columns. */
  isShort(row: number): boolean;
  /** The cell of a known column, verbatim; undefined where the file has no such column. */
  cell(row: number, id: KnownId): string | undefined;
  /** Minutes used, the limit, and their ratio where the rule allows one. */
  minutes(row: number): Minutes;
}

export interface Minutes {
  readonly used: number | undefined;
  readonly allowed: number | undefined;
  readonly usual: number | undefined;
  /** Used as a share of allowed; may be above 1. */
  readonly ratio: number | undefined;
}

/** The usual time limit of an exam, if it has one, in minutes (docs/rules.md §5). */
export const usualOf = ({ usualLimits }: ReportFacts, exam: string): number | undefined =>
  Object.hasOwn(usualLimits, exam) ? usualLimits[exam] : undefined;

export function openReport(parts: ReportParts): Report {
  const table = openTable(parts.table);
  const column = (id: KnownId) => table.column(id);
  const optional = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? undefined : value);
  return {
    parts,
    table,
    facts: parts.facts,
    verdict: (row) => parts.verdicts[parts.verdictCodes[row]!]!,
    isShort: (row) => parts.table.shortRows.has(row),
    cell: (row, id) => column(id)?.text(row),
    minutes: (row) => {
      const used = optional(table.column(minutesColumn)?.number(row));
      const allowed = optional(column('allowed_time_limit_mins')?.number(row));
      const exam = column('exam_name')?.text(row) ?? '';
      const usual = usualOf(parts.facts, exam);
      const ratio =
        used !== undefined && allowed !== undefined && ratioApplies(allowed, usual) ? used / allowed : undefined;
      return { used, allowed, usual, ratio };
    },
  };
}

export interface ReportSource {
  readonly table: Table;
  readonly cells: readonly HeaderCell[];
  readonly about: Pick<
    ReportFacts,
    'fileName' | 'sizeBytes' | 'version' | 'encoding' | 'encodingWhy' | 'delimiter' | 'preamble' | 'packed' | 'sample'
  >;
  readonly complete: boolean;
  readonly secondReview: SecondReview;
  /** Undefined = as shipped. */
  readonly dictionary?: Dictionary | undefined;
}

export function reportOf(source: ReportSource): Report {
  const { table, cells } = source;
  const cases = casesOf(table);
  const verdicts = verdictsOf(table, cases, source.secondReview);
  const kinds = kindsOf(table, cases);
  const derived = [verdictParts(verdicts), ...minutesParts(table)];
  const moment = asOf({ fileName: source.about.fileName, newest: () => newestTime(table) });
  return openReport({
    table: withColumns(table, derived).parts,
    cells,
    facts: {
      ...source.about,
      plain: false,
      complete: source.complete,
      courses: coursesOf(table),
      asOf: moment,
      examCounts: examCounts(table, kinds),
      usualLimits: usualLimitsOf(table),
      timedExams: timedExamsOf(table, kinds, moment?.micros),
      unnamedSecondReviews: verdicts.unnamed,
      secondReview: source.secondReview,
      dictionary: source.dictionary ?? defaultDictionary,
    },
    verdicts: verdicts.list,
    verdictCodes: verdicts.codes,
  });
}

/** The same report with the verdicts that follow where somebody else decides the second reviews. */
export function judgedBy(report: Report, secondReview: SecondReview): Report {
  if (report.facts.plain) return openReport({ ...report.parts, facts: { ...report.facts, secondReview } });
  const verdicts = verdictsOf(report.table, casesOf(report.table), secondReview);
  const { table, facts } = report.parts;
  const columns = table.columns.map((column) => (column.id === verdictColumn ? verdictParts(verdicts) : column));
  return openReport({
    ...report.parts,
    table: { ...table, columns },
    facts: { ...facts, secondReview, unnamedSecondReviews: verdicts.unnamed },
    verdicts: verdicts.list,
    verdictCodes: verdicts.codes,
  });
}

/** The same report with its incidents in the categories of another dictionary. */
export const categorisedBy = ({ parts }: Report, dictionary: Dictionary): Report =>
  openReport({ ...parts, facts: { ...parts.facts, dictionary } });

interface Verdicts {
  readonly list: readonly Verdict[];
  readonly codes: Uint16Array;
  readonly unnamed: number;
}

/**
 * The verdict of every row. A verdict depends on few cells with few values, so each combination of them is judged
 * once; only the errors need to know about other rows.
 */
function verdictsOf(table: Table, cases: Combinations, secondReview: SecondReview): Verdicts {
  const { rowCount } = table;
  const whoDecides = secondReview === 'not-said' ? undefined : secondReview;
  const [status, sample, provider, review] = caseColumns.map((id) => table.column(id));
  const list: Verdict[] = [];
  const byWords = new Map<string, number>();
  const judge = (row: number, superseded: boolean): { code: number; unnamed: boolean } => {
    const input = {
      status: status?.text(row) ?? '',
      sample: sample?.text(row),
      provider: provider?.text(row),
      review: review?.text(row),
      superseded,
      whoDecides,
    };
    const verdict = verdictOf(input);
    // A file of unknown statuses could have as many verdicts as rows; beyond what a code can say they share one.
    const words = list.length < 65_000 ? `${verdict.kind}\u0000${verdict.label}\u0000${verdict.detail}` : verdict.kind;
    let code = byWords.get(words);
    if (code === undefined) {
      code = list.push(verdict) - 1;
      byWords.set(words, code);
    }
    return { code, unnamed: verdict.kind === 'in-review' && decidesUnnamed(input) };
  };

  const known = cases.firstRows.map((row) => judge(row, false));
  const verdicts = Uint16Array.from(known, ({ code }) => code);
  const rowsOfCase = countCodes({ codes: cases.codes, size: known.length });
  const codes = mapCodes(cases.codes, verdicts, sharedArray(Uint16Array, rowCount));
  const superseded = new Map<number, number>();
  for (const row of supersededRows(table)) {
    const which = cases.codes[row]!;
    const code = superseded.get(which) ?? judge(row, true).code;
    superseded.set(which, code);
    codes[row] = code;
  }
  const unnamed = known.reduce((sum, one, which) => sum + (one.unnamed ? rowsOfCase[which]! : 0), 0);
  return { list, codes, unnamed };
}

/** The verdict as a column of kinds, ordered by what needs doing. */
function verdictParts(verdicts: Verdicts): ColumnParts {
  const kinds = verdictKinds.map((word) => word.kind);
  const kindCodes = Uint8Array.from(verdicts.list, (verdict) => kinds.indexOf(verdict.kind));
  const codes = mapCodes(verdicts.codes, kindCodes, sharedArray(Uint8Array, verdicts.codes.length));
  return {
    id: verdictColumn,
    name: 'Verdict',
    header: undefined,
    kind: 'text',
    cells: {
      form: 'words',
      codes,
      words: verdictKinds.map((word) => word.label),
      labels: { codes: verdicts.codes, words: verdicts.list.map((verdict) => verdict.label) },
    },
    readings: undefined,
    wordRanks: verdictKinds.map((word) => word.order),
  };
}

/** Statuses are ordered by their life cycle, reviews by their outcome (docs/rules.md §2). */
export function givenOrder(columnId: string): GivenOrder | undefined {
  if (columnId === 'status') return (text) => statusWord(text)?.order;
  if (columnId === 'review_status') return (text) => reviewWord(text)?.order;
  return undefined;
}

export const kindOfCode = (code: number): VerdictKind => verdictKinds[code]!.kind;

/** Minutes used, where the file tells when an attempt began and ended. */
function minutesParts(table: Table): ColumnParts[] {
  const started = table.column('started_at');
  const completed = table.column('completed_at');
  if (!started || !completed) return [];
  const numbers = sharedArray(Float64Array, table.rowCount);
  writeMinutes(readingsByRow(started, table.rowCount), readingsByRow(completed, table.rowCount), numbers);
  const cells = { form: 'numbers', numbers, digits: 1 } as const;
  return [{ id: minutesColumn, name: 'Minutes used', header: undefined, kind: 'number', cells, readings: undefined }];
}

function writeMinutes(started: Float64Array, completed: Float64Array, minutes: Float64Array) {
  for (let row = 0; row < minutes.length; row += 1) minutes[row] = usedMinutes(started[row]!, completed[row]!);
}

/** A joined file may have any number of courses; so many are told apart, and more are "at least" so many. */
export const courseLimit = 1000;

function coursesOf(table: Table): string[] {
  const column = table.column('course_id');
  if (!column) return [];
  const courses = new Set<string>();
  if (column.distinct > 0) {
    for (let code = 0; code < column.distinct && courses.size < courseLimit; code += 1)
      courses.add(column.valueText(code));
  } else {
    for (let row = 0; row < table.rowCount && courses.size < courseLimit; row += 1) courses.add(column.text(row));
  }
  return [...courses].filter((course) => !isNone(course));
}

function newestTime(table: Table): number | undefined {
  let newest = -Infinity;
  for (const id of ['created', 'modified', 'started_at', 'completed_at']) {
    // Of each value that occurs, or of each row.
    const readings = table.column(id)?.parts.readings;
    if (readings) newest = Math.max(newest, largest(readings));
  }
  return newest === -Infinity ? undefined : newest;
}

/** What is no number is not counted. */
function largest(numbers: Float64Array): number {
  let found = -Infinity;
  for (let at = 0; at < numbers.length; at += 1) if (numbers[at]! > found) found = numbers[at]!;
  return found;
}

/** All rows of the learner of a row, in the order of the file. */
export function learnerRows(table: Table, row: number): number[] {
  const learner = learnerOf(table, row);
  return learner === undefined ? [row] : rowsOfLearner(table, learner);
}

/** All rows of a learner, by the key that `learnerOf` gives, in the order of the file. Texts are compared where hashes meet. */
export function rowsOfLearner(table: Table, learner: string): number[] {
  const hashes = learnerHashes(table);
  const wanted = hashOfText(learner);
  const rows: number[] = [];
  for (let row = 0; row < hashes.length; row += 1) {
    if (hashes[row] === wanted && learnerOf(table, row) === learner) rows.push(row);
  }
  return rows;
}
