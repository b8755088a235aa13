/** How the lines of a file end, kept as runs of lines that end alike. Those that end otherwise than most are problems. */
import { createProblems, lineEndings, type ProblemList } from './problems.ts';

export interface LineEndRuns {
  /** The next line: its place among `lineEndings`, the row it is or stands before, and where it begins. */
  add(ending: number, row: number | undefined, start: number): void;
  /** The runs of lines that end otherwise than most; of two that are as many, the first in the file is the rule. */
  others(): ProblemList;
}

export function createLineEndRuns(): LineEndRuns {
  const runs: { ending: number; row: number | undefined; start: number; count: number; last: number }[] = [];
  return {
    add(ending, row, start) {
      const run = runs.at(-1);
      if (run?.ending === ending) {
        run.count += 1;
        run.last = start;
      } else runs.push({ ending, row, start, count: 1, last: start });
    },
    others() {
      const lines = [0, 0, 0, 0];
      for (const { ending, count } of runs) lines[ending]! += count;
      const most = Math.max(...lines);
      const rule = runs.find(({ ending }) => lines[ending] === most)?.ending;
      const found = createProblems();
      for (const { ending, row, start, count, last } of runs) {
        if (ending === rule) continue;
        found.add({ kind: 'line-end', row, offset: start, lines: { ending: lineEndings[ending]!, count, last } });
      }
      return found;
    },
  };
}
