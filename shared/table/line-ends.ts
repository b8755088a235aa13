/** How the lines of a file end, kept as runs of lines that end alike. Those that end otherwise than most are problems. */
import { createProblems, lineEndings, type ProblemList } from './problems.ts';

export interface LineEndRuns {
  /** The next line: its place among `lineEndings`, the row it is or stands before, and where it begins. */
  add(ending: number, row: number | undefined, start: number): void;
  /**
   * The runs of lines that end otherwise than most, a list for each ending; of two that are as many, the first in the
   * file is the rule. To be asked once all lines are here.
   */
  others(): ProblemList[];
}

export function createLineEndRuns(): LineEndRuns {
  // In the order in which the endings are met. Which of them is the rule is known only at the end.
  const endings = new Map<number, { readonly runs: ProblemList; lines: number }>();
  let open: { ending: number; row: number | undefined; start: number; count: number; last: number } | undefined;

  function close() {
    if (!open) return;
    const { ending, row, start, count, last } = open;
    const known = endings.get(ending) ?? { runs: createProblems(), lines: 0 };
    known.runs.add({ kind: 'line-end', row, offset: start, lines: { ending: lineEndings[ending]!, count, last } });
    known.lines += count;
    endings.set(ending, known);
    open = undefined;
  }

  return {
    add(ending, row, start) {
      if (open?.ending === ending) {
        open.count += 1;
        open.last = start;
        return;
      }
      close();
      open = { ending, row, start, count: 1, last: start };
    },
    others() {
      close();
      const all = [...endings.values()];
      const most = Math.max(...all.map(({ lines }) => lines));
      const rule = all.find(({ lines }) => lines === most);
      return all.filter((each) => each !== rule).map(({ runs }) => runs);
    },
  };
}
