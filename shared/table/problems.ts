/** What a person should know about the text of a file. Nothing is dropped because of any of it. */

export type ProblemKind =
  | 'short-row'
  | 'long-row'
  | 'quote-out-of-place'
  | 'blank-line'
  /** The line ends otherwise than the one before it. */
  | 'line-end'
  | 'undecodable'
  /** A byte order mark that is not the first thing in the file. */
  | 'inner-mark'
  | 'repeated-header'
  /** A cell of a time column that is no time. */
  | 'text-date'
  /** The file ends without a line end. */
  | 'cut-off';

export interface Problem {
  readonly kind: ProblemKind;
  /** The row it concerns; for a blank line, the row after it. Undefined = it stands before the first row. */
  readonly row: number | undefined;
  /** Where in the bytes it is, or where its record begins. */
  readonly offset: number;
  /** The id of the column, where it concerns one cell. */
  readonly column?: string;
}

/** More problems than a person would ever read are counted, not listed. */
const problemsListed = 10_000;

export interface ProblemList {
  readonly count: number;
  add(problem: Problem): void;
  /** In the order of the file. */
  list(): Problem[];
}

export function createProblems(): ProblemList {
  const problems: Problem[] = [];
  let count = 0;
  return {
    get count() {
      return count;
    },
    add(problem) {
      count += 1;
      if (problems.length < problemsListed) problems.push(problem);
    },
    list: () => [...problems],
  };
}

/**
 * Several lists as one, in the order of the file; of what is beyond the limit, the first. `last` is always among them:
 * that a file ends too early matters more than anything before.
 */
export function together(
  lists: readonly Pick<ProblemList, 'count' | 'list'>[],
  last?: Problem,
): { problems: Problem[]; problemCount: number } {
  const problems = lists.flatMap((list) => list.list()).sort((a, b) => a.offset - b.offset);
  const count = lists.reduce((sum, list) => sum + list.count, 0);
  const listed = problems.slice(0, last ? problemsListed - 1 : problemsListed);
  return last ? { problems: [...listed, last], problemCount: count + 1 } : { problems: listed, problemCount: count };
}
