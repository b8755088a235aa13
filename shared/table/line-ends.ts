/** How the lines of a file end, kept as runs of lines that end alike. Those that end otherwise than most are problems. */
import { createProblems, lineEndings, type ProblemList } from './problems.ts';

interface Run {
  readonly ending: number;
  readonly row: number | undefined;
  readonly start: number;
  count: number;
  last: number;
}

export class LineEndRuns {
  // In the order in which the endings are met. Which of them is the rule is known only at the end.
  readonly #endings = new Map<number, { readonly runs: ProblemList; lines: number }>();
  #open: Run | undefined;

  /** The next line: its place among `lineEndings`, the row it is or stands before, and where it begins. */
  add(ending: number, row: number | undefined, start: number) {
    this.addMany(ending, row, start, 1, start);
  }

  /** The next `count` lines, which end alike, and where the last of them begins. */
  addMany(ending: number, row: number | undefined, start: number, count: number, last: number) {
    const open = this.#open;
    if (open?.ending === ending) {
      open.count += count;
      open.last = last;
      return;
    }
    this.#close();
    this.#open = { ending, row, start, count, last };
  }

  /**
   * The runs of lines that end otherwise than most, a list for each ending; of two that are as many, the first in the
   * file is the rule. To be asked once all lines are here.
   */
  others(): ProblemList[] {
    this.#close();
    const all = [...this.#endings.values()];
    const most = Math.max(...all.map(({ lines }) => lines));
    const rule = all.find(({ lines }) => lines === most);
    return all.filter((each) => each !== rule).map(({ runs }) => runs);
  }

  #close() {
    if (!this.#open) return;
    const { ending, row, start, count, last } = this.#open;
    const known = this.#endings.get(ending) ?? { runs: createProblems(), lines: 0 };
    known.runs.add({ kind: 'line-end', row, offset: start, lines: { ending: lineEndings[ending]!, count, last } });
    known.lines += count;
    this.#endings.set(ending, known);
    this.#open = undefined;
  }
}
