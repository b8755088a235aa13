/**
 * What there is to do for the course team, attempt by attempt, and what waits for others. Superseded errors and practice
 * are no work, and in an exam that may be a timed one nothing waits for a review (docs/rules.md §2).
 */
import { byText, codedBy } from '../table/coded.ts';
import type { Codes } from '../table/column.ts';
import { sortByReading } from '../table/order.ts';
import type { Table } from '../table/table.ts';
import { incidentRows, kindColumns } from './attempt-incidents.ts';
import { dayMicros } from './clock.ts';
import { isStuck, isUnderWay, minutesPast } from './findings-of-time.ts';
import { readCount } from './incidents.ts';
import type { Report } from './report.ts';
import { providerFamily, reviewWord, statusKey } from './statuses.ts';
import { decidesUnnamed, type Verdict } from './verdict.ts';
import { counted } from './words.ts';

export type WorkGroup =
  | 'second-review'
  | 'who-decides'
  | 'error'
  | 'timed-out'
  | 'appeal'
  | 'stuck'
  | 'overdue'
  /** No work: it waits for the provider. */
  | 'waiting';

/** A group of the worklist, in the order in which it is worked through. */
export interface WorkGroupWord {
  readonly id: WorkGroup;
  readonly title: string;
  readonly meaning: string;
  /** Its attempts have the verdict Needs you. */
  readonly needsYou: boolean;
}

/**
 * Every group once.
 * Source: docs/rules.md §2.
 */
export const workGroups: readonly WorkGroupWord[] = [
  {
    id: 'second-review',
    needsYou: true,
    title: 'Second reviews to decide',
    meaning: 'A first review asks for a second one, and with this provider the course team decides it.',
  },
  {
    id: 'who-decides',
    needsYou: false,
    title: 'Second reviews: who decides?',
    meaning:
      'This file does not name the provider. With RPNow its reviewers do the second review, with Proctortrack and others the course team does.',
  },
  {
    id: 'error',
    needsYou: true,
    title: 'Errors to resume or reset',
    meaning: 'Something failed, and no later attempt of the learner at the exam is in the file.',
  },
  {
    id: 'timed-out',
    needsYou: true,
    title: 'Timed out',
    meaning: 'Time ran out before the exam was handed in. The attempt may be reset.',
  },
  {
    id: 'appeal',
    needsYou: false,
    title: 'Not passed, with incidents',
    meaning: 'What the reviewer reported is worth reading before the learner appeals.',
  },
  {
    id: 'stuck',
    needsYou: false,
    title: 'Stuck past the limit',
    meaning:
      'The time allowed was over by more than an hour when the report was made, and the attempt was not handed in. ' +
      'Practice and what may be timed exams are left out; Findings counts them too.',
  },
  {
    id: 'overdue',
    needsYou: false,
    title: 'Reviews that take long',
    meaning: 'Handed in longer ago than a review normally takes. Give the attempt code to the provider or to support.',
  },
  {
    id: 'waiting',
    needsYou: false,
    title: 'Waiting for the provider',
    meaning: 'Nothing to do here until the review comes.',
  },
];

const place = new Map(workGroups.map(({ id }, index) => [id, index + 1]));

/** Whole days from a moment to the time of the report; undefined where one of them is not known, or for a later one. */
export function daysSince(micros: number | undefined, asOf: number | undefined): number | undefined {
  if (micros === undefined || asOf === undefined || !(micros <= asOf)) return undefined;
  return Math.floor((asOf - micros) / dayMicros);
}

/** What decides on the group of an attempt. Times are UTC microseconds, NaN where there is none. */
export interface Work {
  readonly kind: Verdict['kind'];
  /** As the file has it. */
  readonly status: string;
  /** Nobody is named who decides the second review. */
  readonly unnamed: boolean;
  readonly hasIncidents: boolean;
  readonly mayBeTimed: boolean;
  readonly started: number;
  readonly completed: number;
  readonly allowed: number;
  readonly asOf: number;
  /** A review that takes more than so many days takes long. */
  readonly days: number;
}

/**
 * The group an attempt belongs to, if any. It may be in one only.
 * Source: docs/rules.md §2.
 */
export function groupOf(work: Work): WorkGroup | undefined {
  switch (work.kind) {
    case 'needs-you': {
      const key = statusKey(work.status);
      return key === 'second_review_required' ? 'second-review' : key === 'timed_out' ? 'timed-out' : 'error';
    }
    case 'in-review':
      if (work.mayBeTimed) return undefined;
      if (work.unnamed) return 'who-decides';
      return work.asOf - work.completed > work.days * dayMicros ? 'overdue' : 'waiting';
    case 'not-passed':
      return work.hasIncidents ? 'appeal' : undefined;
    case 'unfinished':
      return !work.mayBeTimed && isUnderWay(work.status) && isStuck(work) ? 'stuck' : undefined;
    default:
      return undefined;
  }
}

/** For each row its group, as its place among `workGroups` from 1; 0 = none. */
export function workGroupsOf(report: Report, days: number): Uint8Array {
  const { table, facts, parts } = report;
  const groups = new Uint8Array(table.rowCount);
  if (facts.plain) return groups;
  const status = codedBy(table.column('status'), table.rowCount);
  const unnamed = unnamedRows(report);
  const incidents = incidentRows(table);
  const timed = timedRows(report);
  const [startedAt, completedAt, limit] = (['started_at', 'completed_at', 'allowed_time_limit_mins'] as const).map(
    (id) => table.column(id),
  );
  const { verdicts, verdictCodes } = parts;
  const works = verdicts.map(({ kind }) => ['needs-you', 'in-review', 'not-passed', 'unfinished'].includes(kind));
  const asOf = facts.asOf?.micros ?? Number.NaN;
  for (let row = 0; row < groups.length; row += 1) {
    const code = verdictCodes[row]!;
    if (!works[code]) continue;
    const group = groupOf({
      kind: verdicts[code]!.kind,
      status: status.text(status.codes[row]!) ?? '',
      unnamed: unnamed(row),
      hasIncidents: incidents.has(row),
      mayBeTimed: timed(row),
      started: startedAt?.number(row) ?? Number.NaN,
      completed: completedAt?.number(row) ?? Number.NaN,
      allowed: limit?.number(row) ?? Number.NaN,
      ...{ asOf, days },
    });
    if (group) groups[row] = place.get(group)!;
  }
  return groups;
}

function unnamedRows({ table, facts }: Report): (row: number) => boolean {
  if (facts.secondReview !== 'not-said') return () => false;
  const provider = table.column('provider');
  const status = codedBy(table.column('status'), table.rowCount);
  const possible = byText(status, (text = '') => decidesUnnamed({ status: text }));
  return (row) => {
    const code = status.codes[row]!;
    return possible[code]! && decidesUnnamed({ status: status.text(code) ?? '', provider: provider?.text(row) });
  };
}

function timedRows(report: Report): (row: number) => boolean {
  if (report.facts.timedExams.length === 0) return () => false;
  const { codes, timed } = timedExams(report);
  return (row) => timed[codes[row]!] === 1;
}

/** The exam of each row as a code, and for each code whether it may be a timed one. */
function timedExams({ table, facts }: Report): { codes: Codes; timed: Uint8Array } {
  const exam = codedBy(table.column('exam_name'), table.rowCount);
  const timed = Uint8Array.from(byText(exam, (text = '') => (facts.timedExams.includes(text) ? 1 : 0)));
  return { codes: exam.codes, timed };
}

/** How many of the rows are in review by their status, of exams that may be timed ones: nobody will review them. */
export function timedInReview(report: Report, rows: Uint32Array): number {
  const { verdicts, verdictCodes } = report.parts;
  if (report.facts.timedExams.length === 0) return 0;
  const { codes, timed } = timedExams(report);
  const waits = Uint8Array.from(verdicts, ({ kind }) => (kind === 'in-review' ? 1 : 0));
  let count = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at]!;
    count += waits[verdictCodes[row]!]! & timed[codes[row]!]!;
  }
  return count;
}

/** The rows of one group as a mask, by its id, or for `overdue` with the days after a bar: `overdue|10`. */
export function workRows(report: Report, set: string): Uint8Array | undefined {
  const [id, days = '0'] = set.split('|');
  const at = place.get(id as WorkGroup);
  if (at === undefined) return undefined;
  return workGroupsOf(report, Number(days)).map((own) => (own === at ? 1 : 0));
}

/** The name of a group as a set of rows: of reviews that take long, with their days. */
export const workSet = (group: WorkGroup, days: number): string =>
  group === 'overdue' || group === 'waiting' ? `${group}|${days}` : group;

export interface Worklist {
  /** Rows of each group, in the order of `workGroups`; inside a group the oldest first. */
  readonly groups: readonly { readonly id: WorkGroup; readonly rows: Uint32Array }[];
  /** In review by their status, of exams that may be timed ones: nobody will review them. */
  readonly timed: number;
  /** After so many days a review takes long here. */
  readonly days: number;
}

/** The worklist over these rows, which are in the order of the file. */
export function worklistOf(report: Report, rows: Uint32Array, days: number): Worklist {
  const { table } = report;
  const groups = workGroupsOf(report, days);
  const sizes = new Uint32Array(workGroups.length + 1);
  for (let at = 0; at < rows.length; at += 1) sizes[groups[rows[at]!]!]! += 1;
  const lists = workGroups.map(({ id }, index) => ({ id, rows: new Uint32Array(sizes[index + 1]!) as Uint32Array }));
  const filled = new Uint32Array(lists.length);
  for (let at = 0; at < rows.length; at += 1) {
    const group = groups[rows[at]!]! - 1;
    if (group < 0) continue;
    lists[group]!.rows[filled[group]!] = rows[at]!;
    filled[group]! += 1;
  }
  for (const list of lists) list.rows = byAge(list.rows, table);
  return { groups: lists, timed: timedInReview(report, rows), days };
}

/** What was handed in first comes first; then what was not handed in, by when it began; then what never did. */
function byAge(rows: Uint32Array, table: Table): Uint32Array {
  let sorted = rows;
  for (const id of ['started_at', 'completed_at']) {
    const column = table.column(id);
    if (column && rows.length > 1) sorted = sortByReading(sorted, column);
  }
  return sorted;
}

/** Groups whose attempts are gone through one by one: not what waits, nor what one answer settles for all. */
export const isWalked = (group: WorkGroup): boolean => group !== 'waiting' && group !== 'who-decides';

/** The entry after a row, or before it, in the order of the list; from a row that is not on it, the first or the last. */
export function nextWork({ groups }: Worklist, from: number | undefined, step: 1 | -1): number | undefined {
  const work = groups.filter(({ id }) => isWalked(id));
  const all = work.reduce((sum, { rows }) => sum + rows.length, 0);
  const at = (index: number) => {
    let rest = index;
    for (const { rows } of work) {
      if (rest < rows.length) return rows[rest];
      rest -= rows.length;
    }
    return undefined;
  };
  let before = 0;
  let found = -1;
  for (const { rows } of work) {
    const inside = from === undefined ? -1 : rows.indexOf(from);
    if (inside >= 0) found = before + inside;
    before += rows.length;
  }
  if (found < 0) return at(step > 0 ? 0 : all - 1);
  return found + step < 0 ? undefined : at(found + step);
}

/** Why an attempt is on the list, in a sentence. Ages are "at least" where only the earliest time of the report is known. */
export function workReason(report: Report, row: number, group: WorkGroup): string {
  const { table, facts } = report;
  const asOf = facts.asOf?.micros;
  const least = facts.asOf?.source === 'newest time inside' ? 'at least ' : '';
  const moment = (id: 'started_at' | 'completed_at') => {
    const micros = table.column(id)?.number(row);
    return micros === undefined || Number.isNaN(micros) ? undefined : micros;
  };
  const days = daysSince(moment('completed_at'), asOf);
  // Of what was handed in last, "not before" tells no age.
  const told = days !== undefined && !(days === 0 && least);
  const ago = told ? (days === 0 ? 'less than a day ago' : `${least}${counted(days, 'day')} ago`) : undefined;
  switch (group) {
    case 'second-review': {
      const dashboard = providerFamily(report.cell(row, 'provider')) === 'proctortrack';
      return `Decide the second review${dashboard ? ' in Proctortrack’s dashboard' : ''}${ago ? `; handed in ${ago}` : ''}.`;
    }
    case 'error': {
      const unreviewed =
        statusKey(report.cell(row, 'status') ?? '') === 'not_reviewed' ||
        reviewWord(report.cell(row, 'review_status') ?? '')?.key === 'not_reviewed';
      return unreviewed
        ? 'The session was not reviewed; resume or reset the attempt.'
        : 'Something failed during the exam or its review; resume or reset the attempt.';
    }
    case 'timed-out':
      return 'Time ran out before it was handed in; reset the attempt if the learner may try again.';
    case 'appeal':
      return `${incidentWords(report, row)}: read before an appeal.`;
    case 'stuck': {
      const past = minutesPast({
        started: moment('started_at') ?? Number.NaN,
        allowed: table.column('allowed_time_limit_mins')?.number(row) ?? Number.NaN,
        asOf: asOf ?? Number.NaN,
      });
      const hours = Math.floor(past / 60);
      const by = hours < 48 ? counted(hours, 'hour') : counted(Math.floor(hours / 24), 'day');
      return `Not handed in, ${least}${by} past its limit; hand it in or reset it.`;
    }
    case 'who-decides':
    case 'overdue':
    case 'waiting':
      return ago ? `Handed in ${ago}.` : 'Handed in; how long ago is not known.';
  }
}

function incidentWords(report: Report, row: number): string {
  const [suspicious = 0, violations = 0] = kindColumns.map(({ count }) => readCount(report.cell(row, count) ?? ''));
  const parts = [
    ...(suspicious ? [`${suspicious} Suspicious`] : []),
    ...(violations ? [`${violations} Rules Violation`] : []),
  ];
  const all = suspicious + violations;
  return all === 0
    ? 'Comments by the reviewer'
    : `${counted(all, 'incident')} reported by the reviewer (${parts.join(', ')})`;
}
