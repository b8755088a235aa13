/** All that open reports say of one learner, put together: every exam, every attempt, every incident. */
import { isNone } from '../table/column.ts';
import { incidentsOfRow, type KindIncidents } from './attempt-incidents.ts';
import { type AsOf, readFileName } from './file-name.ts';
import { combinedLine, learnerOf } from './learners.ts';
import { type Minutes, type Report, rowsOfLearner } from './report.ts';
import type { Verdict } from './verdict.ts';
import { verdictInput, verdictReason } from './verdict-reason.ts';

/** A report to look into, under the id that the answer names it by. */
export interface LearnerSource {
  readonly id: string;
  readonly report: Report;
}

/** A time cell: its text, and the moment it was read as, in UTC microseconds. */
export interface Moment {
  readonly text: string;
  readonly micros: number | undefined;
}

export interface LearnerAttempt {
  /** Where it stands: the id of its report, and its row there. */
  readonly report: string;
  readonly row: number;
  readonly course: string;
  readonly exam: string;
  readonly code: string | undefined;
  readonly verdict: Verdict;
  /** Which rule gave the verdict, to stand behind "because". */
  readonly reason: string;
  /** The exam may be a timed one, and this attempt waits for a review that no timed exam gets. */
  readonly mayBeTimed: boolean;
  readonly status: string;
  readonly review: string | undefined;
  readonly provider: string | undefined;
  readonly started: Moment | undefined;
  readonly completed: Moment | undefined;
  readonly minutes: Minutes;
  readonly incidents: readonly KindIncidents[];
  /** The same attempt in reports that were downloaded before, the newest of them first; each of them has none itself. */
  readonly earlier: readonly LearnerAttempt[];
}

/** The attempts at exams of one name in one course, listed together and not merged (docs/rules.md §2). */
export interface LearnerExam {
  readonly course: string;
  readonly name: string;
  /** Oldest first, as in {@link LearnerRecord.attempts}. */
  readonly attempts: readonly LearnerAttempt[];
  /** What the attempts of a report come to, where it can be said. */
  readonly together: readonly { readonly report: string; readonly line: string }[];
}

export interface LearnerReport {
  readonly id: string;
  readonly fileName: string;
  readonly asOf: AsOf | undefined;
  /** How many attempts it holds of the learner. */
  readonly attempts: number;
}

export interface LearnerRecord {
  /** The key that tells learners apart; undefined = the row names nobody, and stands alone. */
  readonly learner: string | undefined;
  /** The names the reports give, each once. */
  readonly usernames: readonly string[];
  readonly emails: readonly string[];
  /** The reports that have the learner, in the order they were given in. */
  readonly reports: readonly LearnerReport[];
  /**
   * Oldest first; those that never started, or whose start cannot be read, come last. An attempt that several reports
   * hold is one, as the newest of them tells it.
   */
  readonly attempts: readonly LearnerAttempt[];
  /** In the order of their first attempt. */
  readonly exams: readonly LearnerExam[];
  /** Incidents as the reports count them, over all attempts. */
  readonly incidents: number;
}

/** The learner of a row of the first report, in all of the reports. A table that is not the report has no learners. */
export function learnerRecord(sources: readonly LearnerSource[], row: number): LearnerRecord {
  const [first] = sources;
  const learner = first && learnerOf(first.report.table, row);
  const found = sources
    .filter(({ report }) => !report.facts.plain)
    .map((source) => ({ ...source, rows: rowsIn(source, learner, source === first ? row : undefined) }))
    .filter(({ rows }) => rows.length > 0);
  // As stable as sorting is, of reports as old as each other the first given stays first.
  const newestFirst = found.toSorted((a, b) => takenAt(b.report) - takenAt(a.report) || 0);
  const all = newestFirst.flatMap(({ id, report, rows }) => rows.map((each) => attemptOf(id, report, each)));
  const prefixes = new Map(found.map(({ id, report }) => [id, readFileName(report.facts.fileName)?.prefix ?? '']));
  const attempts = eachOnce(all, (report) => prefixes.get(report)!).sort((a, b) => startOf(a) - startOf(b) || 0);
  const texts = (id: 'username' | 'email' | 'user_email') =>
    found.flatMap(({ report, rows }) => rows.map((each) => report.cell(each, id) ?? ''));
  return {
    learner,
    usernames: named(texts('username')),
    emails: named([...texts('email'), ...texts('user_email')]),
    reports: found.map(({ id, report: { facts }, rows }) => ({
      id,
      fileName: facts.fileName,
      asOf: facts.asOf,
      attempts: rows.length,
    })),
    attempts,
    exams: examsOf(attempts),
    incidents: attempts.flatMap(({ incidents }) => incidents).reduce((sum, { count }) => sum + (count ?? 0), 0),
  };
}

/** Incidents of an attempt as the report counts them. */
export const incidentCount = ({ incidents }: LearnerAttempt): number =>
  incidents.reduce((sum, { count }) => sum + (count ?? 0), 0);

function rowsIn({ report }: LearnerSource, learner: string | undefined, row: number | undefined): number[] {
  if (learner !== undefined) return rowsOfLearner(report.table, learner);
  return row === undefined ? [] : [row];
}

/** When a report was downloaded, in microseconds; one that does not say is older than all that do. */
const takenAt = ({ facts }: Report): number => facts.asOf?.micros ?? Number.NEGATIVE_INFINITY;

const hasCode = ({ code }: LearnerAttempt): boolean => code !== undefined && !isNone(code);

/** Whether two attempts of one learner were taken for the same without a code of each. */
export const isInferred = (one: LearnerAttempt, other: LearnerAttempt): boolean => !hasCode(one) || !hasCode(other);

/**
 * Two downloads of one course hold the same attempts, under codes that never change (docs/domain.md §1.2); where there is
 * no code, the learner, the exam and the start tell (docs/rules.md §6). Only other reports make an attempt an earlier one:
 * a code twice in one report is a finding, and both rows are shown.
 */
function eachOnce(newestFirst: readonly LearnerAttempt[], prefixOf: (report: string) => string): LearnerAttempt[] {
  const byCode = ({ course, code }: LearnerAttempt) => JSON.stringify([course, code]);
  const byStart = ({ course, exam, started, report }: LearnerAttempt) => {
    if (started) return JSON.stringify([course, exam, started.micros ?? started.text]);
    // Of attempts that never started the name of the file is all that may tell the course.
    return JSON.stringify([course || prefixOf(report), exam]);
  };
  const coded = new Map(newestFirst.filter(hasCode).map((attempt) => [byStart(attempt), byCode(attempt)]));
  const keyOf = (attempt: LearnerAttempt) =>
    hasCode(attempt) ? byCode(attempt) : (coded.get(byStart(attempt)) ?? byStart(attempt));
  return grouped(newestFirst, keyOf).flatMap((group) => {
    const newest = group.filter(({ report }) => report === group[0]!.report);
    const earlier = group.slice(newest.length);
    return newest.map((attempt, place) => (place === 0 ? { ...attempt, earlier } : attempt));
  });
}

/** For sorting: no start is later than any. The difference of two of them is NaN, which counts as equal. */
const startOf = ({ started }: LearnerAttempt): number => started?.micros ?? Number.POSITIVE_INFINITY;

const named = (texts: readonly string[]): string[] => [...new Set(texts.filter((text) => !isNone(text)))];

function attemptOf(id: string, report: Report, row: number): LearnerAttempt {
  const verdict = report.verdict(row);
  const exam = report.cell(row, 'exam_name') ?? '';
  const moment = (column: 'started_at' | 'completed_at'): Moment | undefined => {
    const text = report.cell(row, column);
    if (text === undefined || isNone(text)) return undefined;
    const micros = report.table.column(column)!.number(row);
    return { text, micros: Number.isNaN(micros) ? undefined : micros };
  };
  return {
    report: id,
    row,
    course: report.cell(row, 'course_id') ?? '',
    exam,
    code: report.cell(row, 'attempt_code'),
    verdict,
    reason: verdictReason(verdictInput(report, row)),
    mayBeTimed: verdict.kind === 'in-review' && report.facts.timedExams.includes(exam),
    status: report.cell(row, 'status') ?? '',
    review: report.cell(row, 'review_status'),
    provider: report.cell(row, 'provider'),
    started: moment('started_at'),
    completed: moment('completed_at'),
    minutes: report.minutes(row),
    incidents: incidentsOfRow(report, row),
    earlier: [],
  };
}

function examsOf(attempts: readonly LearnerAttempt[]): LearnerExam[] {
  return grouped(attempts, ({ course, exam }) => JSON.stringify([course, exam])).map((group) => ({
    course: group[0]!.course,
    name: group[0]!.exam,
    attempts: group,
    together: grouped(group, ({ report }) => report).flatMap((ofReport) => {
      const line = combinedLine(ofReport.map(({ verdict }) => ({ kind: verdict.kind, verdict: verdict.label })));
      return line === undefined ? [] : [{ report: ofReport[0]!.report, line }];
    }),
  }));
}

/** In the order of the first of each. */
function grouped<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
}
