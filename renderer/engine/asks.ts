/** What the window may ask of the table worker, and what the worker tells unasked. Plain data and shared buffers. */
import type { Failure } from '../../shared/contract/failure.ts';
import type { Chart } from '../../shared/report/chart.ts';
import type { Zone } from '../../shared/report/clock.ts';
import type { ColumnChart } from '../../shared/report/column-chart.ts';
import type { Dictionary } from '../../shared/report/dictionary.ts';
import type { DictionaryEffect } from '../../shared/report/dictionary-effect.ts';
import type { Finding, SeverityRows } from '../../shared/report/findings.ts';
import type { LearnerRecord } from '../../shared/report/learner-record.ts';
import type { LedgerLine, LedgerQuery } from '../../shared/report/ledger-lines.ts';
import type { ReportParts, SecondReview } from '../../shared/report/report.ts';
import type { RowKey } from '../../shared/report/row-keys.ts';
import type { Totals } from '../../shared/report/totals.ts';
import type { Worklist } from '../../shared/report/worklist.ts';
import type { Encoding } from '../../shared/table/encodings.ts';
import type { SelectionSummary } from '../../shared/table/selection-summary.ts';
import type { ValueCount } from '../../shared/table/summary.ts';
import type { View } from '../../shared/table/view.ts';
import type { Values } from '../../shared/table/write.ts';

/** What a view shows. */
export interface Shown {
  /** Rows in the order of the view, in shared memory. */
  readonly rows: Uint32Array;
  /** How many of them have each verdict, in the order of `verdictKinds`. */
  readonly verdicts: readonly number[];
  /** Where the row that was to be kept stands now; -1 if it is not shown. */
  readonly position: number;
  /** Regular expressions that took too long and were stopped; they match nothing. */
  readonly slow: readonly string[];
}

/** One cell that holds what is looked for. */
export interface Found {
  /** How many cells hold it. */
  readonly count: number;
  /** The place of this one among them, from 0; -1 where there is none. */
  readonly index: number;
  /** Where its row stands in the view. */
  readonly position: number;
  readonly column: string;
  /** The search went over the end of the rows. */
  readonly wrapped: boolean;
}

export interface ExportPlan {
  readonly rows: 'shown' | 'all';
  /** Ids of the columns to write, in order; undefined = every column of the file, and nothing else. */
  readonly columns: readonly string[] | undefined;
  readonly values: Values;
  readonly bom: boolean;
}

/** Some cells of a report: these rows, in their order, and these columns. */
export interface CellsOf {
  readonly report: string;
  readonly rows: Uint32Array;
  readonly columns: readonly string[];
}

/** What goes to the clipboard: a spreadsheet takes the table, everything else the text. */
export interface Clip {
  readonly text: string;
  readonly html: string | undefined;
}

/** Some lines of the ledger, and what all of them come to. */
export interface LedgerPage {
  readonly query: LedgerQuery;
  /** Of all lines. */
  readonly count: number;
  /** What the query leaves. */
  readonly incidents: number;
  readonly attempts: number;
  /** What the file counts in the rows of the view, whatever the query. */
  readonly counted: { readonly incidents: number; readonly attempts: number };
  readonly from: number;
  readonly lines: readonly LedgerLine[];
}

/** A report at a glance. */
export interface FoundOdd {
  readonly list: readonly Finding[];
  /** Of the whole report. */
  readonly rows: SeverityRows;
}

export interface Overview {
  /** In words, to be pasted into a mail. */
  readonly summary: string;
  /** The first sentence of it: what the numbers are of. */
  readonly subject: string;
  /** Of the view without its filter by verdict: each of the numbers is such a filter. */
  readonly totals: Totals;
  /** Of those in review, by the same rows, those of what may be timed exams. */
  readonly timed: number;
  readonly charts: readonly Chart[];
}

export interface Asks {
  /** `keep`: the row whose new position is wanted. Undefined = it was given up while it waited. */
  view: { args: { report: string; view: View; keep: number | undefined }; answer: Shown | undefined };
  /** Another view is wanted than the one that is being waited for: an order that is still worked out holds up nobody. */
  'give-up': { args: { report: string }; answer: undefined };
  /** The values of a column, counted over the rows that all other filters leave. */
  choices: { args: { report: string; view: View; column: string }; answer: readonly ValueCount[] };
  /** For each of these columns, rows that hold its longest values. */
  longest: { args: { report: string; columns: readonly string[] }; answer: readonly (readonly number[])[] };
  /** What some rows are known by in another reading of the file. */
  'row-keys': {
    args: { report: string; rows: readonly (number | undefined)[] };
    answer: readonly (RowKey | undefined)[];
  };
  'rows-by-key': {
    args: { report: string; keys: readonly (RowKey | undefined)[] };
    answer: readonly (number | undefined)[];
  };
  /** Rows of one report, as ranges, in another reading of its file; undefined where nothing tells which they are. */
  'carry-rows': {
    args: { from: string; to: string; ranges: string };
    answer: { readonly ranges: string; readonly count: number } | undefined;
  };
  /** All rows of the learner of a row, newest first. */
  learner: { args: { report: string; row: number }; answer: readonly number[] };
  /** The learner of a row of the first of these reports, in all of them. */
  'learner-record': { args: { reports: readonly string[]; row: number }; answer: LearnerRecord };
  /** What is odd about a report, counted over the whole and over a view, whichever findings of it are chosen. */
  findings: { args: { report: string; view?: View }; answer: FoundOdd };
  /** What there is to do among the rows of a view, whichever groups of it are chosen. */
  worklist: { args: { report: string; view: View; days: number }; answer: Worklist };
  /** The entry of that list after a row, or before it; undefined = there is none. */
  'next-work': {
    args: { report: string; view: View; days: number; from: number | undefined; step: 1 | -1 };
    answer: number | undefined;
  };
  /** The next position with an incident, from `from` (exclusive) in the direction of `step`; -1 = none. */
  incidents: { args: { report: string; view: View; from: number; step: 1 | -1 }; answer: number };
  /** The next cell with a text, from `from` in the direction of `step`, in the rows of a view and these columns. */
  find: {
    args: {
      report: string;
      view: View;
      columns: readonly string[];
      text: string;
      from: { row: number; column: string | undefined } | undefined;
      step: 1 | -1;
      /** A cell that holds the text stays: for a text that is still being typed. */
      stay: boolean;
    };
    answer: Found;
  };
  /** Writes to the port that was handed over under this id. Answers when all is sent. */
  export: { args: { report: string; view: View; plan: ExportPlan; port: string }; answer: { rows: number } };
  /** Draws the verdicts anew. */
  judge: { args: { report: string; secondReview: SecondReview }; answer: ReportParts };
  /** Puts the incidents into the categories of another dictionary. */
  categorise: { args: { report: string; dictionary: Dictionary }; answer: ReportParts };
  /** What another dictionary would do. */
  'dictionary-effect': { args: { report: string; dictionary: Dictionary }; answer: DictionaryEffect };
  /** Lines of the ledger of incidents over the rows of a view, so many from a place on. */
  ledger: { args: { report: string; view: View; query: LedgerQuery; from: number; count: number }; answer: LedgerPage };
  /** The lines, from 1, in which these places of the text stand. */
  lines: { args: { report: string; offsets: readonly number[] }; answer: readonly number[] };
  /** Rows, of whatever order, as ranges of their numbers: "3-17,20". */
  ranges: { args: { rows: Uint32Array }; answer: string };
  /** Cells for the clipboard; undefined = their text would be longer than `limit`. */
  copy: { args: CellsOf & { headers: boolean; limit: number }; answer: Clip | undefined };
  /** What cells come to; undefined = others were asked about in the meantime. */
  'selection-stats': { args: CellsOf; answer: SelectionSummary | undefined };
  /** The charts of a view, and what it comes to; of columns as well, each with what it is called. */
  overview: {
    args: { report: string; view: View; zone: Zone; columns: readonly (ColumnChart & { title: string })[] };
    answer: Overview;
  };
  /** Ends its opening, or lets go of all that is known of it. */
  close: { args: { report: string }; answer: undefined };
}

export type AskName = keyof Asks;

/** Why a question was refused: the view that it is about was given up meanwhile. Of another view it can be asked. */
export class GivenUp extends Error {
  constructor() {
    super('the view was given up');
  }
}

export interface OpenOrder {
  readonly report: string;
  readonly name: string;
  /** Who decides where the file names no provider; see settings.ts. */
  readonly secondReview: SecondReview;
  /** The categories of incidents; absent = as shipped. */
  readonly dictionary?: Dictionary;
  /** The encoding that a person chose; otherwise it is found out. */
  readonly encoding?: Encoding;
  /** Any table, without verdicts. */
  readonly plain?: boolean;
}

/** window → worker. Ports travel beside the message. */
export type WorkerMessage =
  | ({ readonly kind: 'open' } & OpenOrder)
  | { readonly kind: 'port'; readonly port: string }
  | {
      [N in AskName]: { readonly kind: 'ask'; readonly id: number; readonly name: N; readonly args: Asks[N]['args'] };
    }[AskName];

/** worker → window. */
export type WorkerNews =
  | { readonly kind: 'progress'; readonly report: string; readonly rows: number; readonly bytes: number }
  /** It is a report, and there are rows. */
  | { readonly kind: 'begun'; readonly report: string }
  /** The first rows, before the file is complete. They cannot be sorted or filtered yet. */
  | { readonly kind: 'first'; readonly report: string; readonly parts: ReportParts }
  | { readonly kind: 'complete'; readonly report: string; readonly parts: ReportParts; readonly shown: Shown }
  | { readonly kind: 'failed'; readonly report: string; readonly failure: Failure }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'given-up'; readonly id: number }
  | { readonly kind: 'threw'; readonly id: number; readonly message: string };
