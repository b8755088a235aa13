/** What the rows of a report come to, in words that one can paste into a mail. */
import { isNone } from '../table/column.ts';
import { type Report, verdictColumn } from './report.ts';
import { learnersIn, type Totals, totalsOf, verdictCounts } from './totals.ts';
import { passingSaysNothing, type VerdictKind, verdictKinds } from './verdict.ts';
import { counted, listed, momentText, numberText } from './words.ts';

const namedExams = 3;

/** What the numbers speak of, and how many; counts of attempts, except `learners`. */
export interface Summed {
  /** Exams with an attempt that is not practice, in the order of the file. */
  readonly exams: readonly string[];
  readonly courses: readonly string[];
  readonly asOf: Report['facts']['asOf'];
  /** All attempts of the report; undefined = those are what is summed up. */
  readonly partOf: number | undefined;
  readonly learners: number;
  readonly totals: Totals;
}

export function summed(report: Report, rows: Uint32Array): Summed {
  const { table, facts } = report;
  return {
    exams: examsIn(report, rows),
    courses: facts.courses,
    asOf: facts.asOf,
    partOf: rows.length < table.rowCount ? table.rowCount : undefined,
    learners: learnersIn(table, rows),
    totals: totalsOf(verdictCounts(report, rows)),
  };
}

function examsIn({ table }: Report, rows: Uint32Array): string[] {
  const exam = table.column('exam_name');
  const verdict = table.column(verdictColumn);
  if (!exam || !verdict) return [];
  const practice = verdictKinds.findIndex(({ kind }) => kind === 'practice');
  const names = new Map<string, number>();
  const seen = new Set<number>();
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at]!;
    if (verdict.code(row) === practice) continue;
    if (exam.distinct > 0) {
      if (seen.has(exam.code(row))) continue;
      seen.add(exam.code(row));
    }
    const name = exam.text(row).trim();
    // The rows may be sorted in any way.
    if (!isNone(name)) names.set(name, Math.min(names.get(name) ?? row, row));
  }
  return [...names].sort((a, b) => a[1] - b[1]).map(([name]) => name);
}

/**
 * "Midterm and Final, course-v1:…, as of 30 Apr 2021 23:59 UTC: 212 attempts by 180 learners. Of 190 attempts to
 * review, 166 passed, …". Which numbers count what: docs/rules.md §2.
 */
export function summaryWords(of: Summed): string {
  const subject = subjectWords(of);
  return of.totals.attempts === 0 ? subject : `${subject} ${reviewWords(of.totals, of.partOf !== undefined)}`;
}

/** The first sentence: what is summed up, and how much of it there is. */
export function subjectWords(of: Summed): string {
  const { totals, partOf, learners } = of;
  const head = [examWords(of.exams), courseWords(of.courses), asOfWords(of.asOf)].filter(Boolean).join(', ');
  const { attempts } = totals;
  if (attempts === 0) {
    const none = partOf === undefined ? 'no attempts' : `none of ${counted(partOf, 'attempt')}`;
    return head === '' ? `${none[0]!.toUpperCase()}${none.slice(1)}.` : `${head}: ${none}.`;
  }
  const part = partOf === undefined ? '' : `${numberText(attempts)} of `;
  const people = learners === 0 ? '' : ` by ${counted(learners, 'learner')}`;
  const size = `${part}${counted(partOf ?? attempts, 'attempt')}${part && people ? ',' : ''}${people}.`;
  return head === '' ? size : `${head}: ${size}`;
}

function examWords(exams: readonly string[]): string {
  return exams.length > namedExams ? counted(exams.length, 'exam') : listed(exams);
}

function courseWords(courses: readonly string[]): string {
  return courses.length > 1 ? counted(courses.length, 'course') : (courses[0] ?? '');
}

function asOfWords(asOf: Summed['asOf']): string {
  if (!asOf) return '';
  return `${asOf.source === 'file name' ? 'as of' : 'not before'} ${momentText(asOf.micros, 'utc')}`;
}

function reviewWords(totals: Totals, isPart: boolean): string {
  const { toReview, otherCount } = totals;
  const others = totals.others.map(
    ({ kind, label, count }) => `${otherNames[kind] ?? label.toLowerCase()} ${numberText(count)}`,
  );
  const shown = isPart ? ' shown' : '';
  if (toReview === 0) return `None of the attempts${shown} is to review: ${others.join(', ')}.`;
  const outcome = outcomes(totals).join(', ');
  const rest = otherCount === 0 ? '' : `; ${counted(otherCount, 'other')} (${others.join(', ')})`;
  const base = isPart
    ? `Of the attempts shown, ${numberText(toReview)} ${toReview === 1 ? 'is' : 'are'} to review:`
    : `Of ${counted(toReview, 'attempt')} to review,`;
  return `${base} ${outcome}${rest}. ${passingSaysNothing}`;
}

function outcomes({ passed, notPassed, needsYou, inReview }: Totals): string[] {
  const said: string[] = [];
  if (passed > 0) said.push(`${numberText(passed)} passed`);
  if (notPassed > 0) said.push(`${numberText(notPassed)} did not${passed > 0 ? '' : ' pass'}`);
  if (needsYou > 0) said.push(`${numberText(needsYou)} ${needsYou === 1 ? 'needs' : 'need'} you`);
  if (inReview > 0) said.push(`${numberText(inReview)} ${inReview === 1 ? 'is' : 'are'} in review`);
  return said;
}

/** Where the verdict's own label does not fit into a list. */
const otherNames: Readonly<Partial<Record<VerdictKind, string>>> = {
  'not-proctored': 'declined',
  unknown: 'of unknown status',
};
