/** What the rows of a report come to, in words that one can paste into a mail. */
import { codedBy } from '../table/coded.ts';
import { isNone } from '../table/column.ts';
import { courseLimit, type Report, verdictColumn } from './report.ts';
import { learnersIn, type Totals, totalsOf, verdictCounts } from './totals.ts';
import { passingSaysNothing, verdictKinds } from './verdict.ts';
import { capital, counted, examsText, momentText, numberText } from './words.ts';
import { timedInReview } from './worklist.ts';

const namedExams = 3;
const nowhere = 0xffff_ffff;

/** What the numbers speak of, and how many; counts of attempts, except `learners`. */
export interface Summed {
  /** Exams with an attempt that is not practice, in the order of the file. */
  readonly exams: readonly string[];
  /** How many exams have practice attempts alone. */
  readonly practiceExams: number;
  /** Those of the report that have an attempt here. */
  readonly courses: readonly string[];
  readonly asOf: Report['facts']['asOf'];
  /** All attempts of the report; undefined = those are what is summed up. */
  readonly partOf: number | undefined;
  readonly learners: number;
  readonly totals: Totals;
  /** Of those in review, those of what may be timed exams. */
  readonly timed: number;
}

export function summed(report: Report, rows: Uint32Array): Summed {
  const { table, facts } = report;
  return {
    ...examsIn(report, rows),
    courses: coursesIn(report, rows),
    asOf: facts.asOf,
    partOf: rows.length < table.rowCount ? table.rowCount : undefined,
    learners: learnersIn(table, rows),
    totals: totalsOf(verdictCounts(report, rows)),
    timed: timedInReview(report, rows),
  };
}

function coursesIn({ table, facts: { courses } }: Report, rows: Uint32Array): readonly string[] {
  const column = table.column('course_id');
  // Told apart only as far as there are places for them.
  if (!column || courses.length < 2 || courses.length >= courseLimit || rows.length === table.rowCount) return courses;
  const { codes, size, text } = codedBy(column, table.rowCount);
  const occurs = new Uint8Array(size);
  for (let at = 0; at < rows.length; at += 1) occurs[codes[rows[at]!]!] = 1;
  const seen = new Set(Array.from(occurs, (is, code) => (is === 1 ? text(code) : undefined)));
  return courses.filter((course) => seen.has(course));
}

function examsIn({ table }: Report, rows: Uint32Array): Pick<Summed, 'exams' | 'practiceExams'> {
  const exam = table.column('exam_name');
  const verdict = table.column(verdictColumn);
  if (!exam || !verdict) return { exams: [], practiceExams: 0 };
  const practice = verdictKinds.findIndex(({ kind }) => kind === 'practice');
  const { codes, size, text } = codedBy(exam, table.rowCount);
  const { cells } = verdict.parts;
  const kinds = 'codes' in cells ? cells.codes : new Uint8Array(table.rowCount);
  // The first row of each text, of attempts that count and of practice: the rows may be sorted in any way.
  const first = [new Uint32Array(size).fill(nowhere), new Uint32Array(size).fill(nowhere)] as const;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at]!;
    const firstOf = kinds[row] === practice ? first[1] : first[0];
    const code = codes[row]!;
    if (row < firstOf[code]!) firstOf[code] = row;
  }
  const names = first.map((firstOf) => {
    const rowOf = new Map<string, number>();
    for (let code = 0; code < size; code += 1) {
      const name = (text(code) ?? '').trim();
      const row = firstOf[code]!;
      if (row !== nowhere && !isNone(name)) rowOf.set(name, Math.min(rowOf.get(name) ?? row, row));
    }
    return rowOf;
  }) as [Map<string, number>, Map<string, number>];
  return {
    exams: [...names[0]].sort((a, b) => a[1] - b[1]).map(([name]) => name),
    practiceExams: [...names[1].keys()].filter((name) => !names[0].has(name)).length,
  };
}

/**
 * "Midterm and Final, course-v1:…, as of 30 Apr 2021 23:59 UTC: 212 attempts by 180 learners. Of 190 attempts to
 * review, 166 passed, …". Which numbers count what: docs/rules.md §2.
 */
export function summaryWords(of: Summed): string {
  const subject = subjectWords(of);
  return of.totals.attempts === 0 ? subject : `${subject} ${reviewWords(of)}`;
}

/** The first sentence: what is summed up, and how much of it there is. */
export function subjectWords(of: Summed): string {
  const { totals, partOf, learners } = of;
  const subjects = [examWords(of), courseWords(of.courses)].filter(Boolean);
  // Names stay as they are written; without one the sentence begins with a word of ours.
  const head =
    subjects.length > 0 ? [...subjects, asOfWords(of.asOf)].filter(Boolean).join(', ') : capital(asOfWords(of.asOf));
  const { attempts } = totals;
  if (attempts === 0) {
    const none = partOf === undefined ? 'no attempts' : `none of ${counted(partOf, 'attempt')}`;
    return head === '' ? `${capital(none)}.` : `${head}: ${none}.`;
  }
  const part = partOf === undefined ? '' : `${numberText(attempts)} of `;
  const people = learners === 0 ? '' : ` by ${counted(learners, 'learner')}`;
  const size = `${part}${counted(partOf ?? attempts, 'attempt')}${part && people ? ',' : ''}${people}.`;
  return head === '' ? size : `${head}: ${size}`;
}

function examWords({ exams, practiceExams }: Summed): string {
  return examsText(exams.length > namedExams ? [] : exams, exams.length, practiceExams);
}

function courseWords(courses: readonly string[]): string {
  if (courses.length >= courseLimit) return `at least ${counted(courses.length, 'course')}`;
  return courses.length > 1 ? counted(courses.length, 'course') : (courses[0] ?? '');
}

function asOfWords(asOf: Summed['asOf']): string {
  if (!asOf) return '';
  return `${asOf.source === 'file name' ? 'as of' : 'not before'} ${momentText(asOf.micros, 'utc')}`;
}

function reviewWords({ totals, timed, partOf }: Summed): string {
  const isPart = partOf !== undefined;
  const { toReview, otherCount } = totals;
  const others = totals.others.map(({ label, count }) => `${label.toLowerCase()} ${numberText(count)}`);
  const shown = isPart ? ' shown' : '';
  if (toReview === 0) return `None of the attempts${shown} is to review: ${others.join(', ')}.`;
  const outcome = outcomes(totals, timed).join(', ');
  const rest = otherCount === 0 ? '' : `; ${counted(otherCount, 'other')} (${others.join(', ')})`;
  const base = isPart
    ? `Of the attempts shown, ${numberText(toReview)} ${toReview === 1 ? 'is' : 'are'} to review:`
    : `Of ${counted(toReview, 'attempt')} to review,`;
  return `${base} ${outcome}${rest}. ${passingSaysNothing}`;
}

function outcomes({ passed, notPassed, needsYou, inReview }: Totals, timed: number): string[] {
  const said: string[] = [];
  if (passed > 0) said.push(`${numberText(passed)} passed`);
  if (notPassed > 0) said.push(`${numberText(notPassed)} did not${passed > 0 ? '' : ' pass'}`);
  if (needsYou > 0) said.push(`${numberText(needsYou)} ${needsYou === 1 ? 'needs' : 'need'} you`);
  if (inReview > 0) said.push(`${numberText(inReview)} ${inReview === 1 ? 'is' : 'are'} in review${timedWords(timed)}`);
  return said;
}

/** What is said beside a number in review: some of it may wait for nobody (docs/rules.md §2). */
export const timedWords = (timed: number): string =>
  timed === 0
    ? ''
    : `, ${numberText(timed)} of them of what may be ${timed === 1 ? 'a timed exam' : 'timed exams'}, which nobody reviews`;
