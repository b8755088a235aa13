import { expect, test } from 'vitest';
import { LineEndRuns } from '../../../shared/table/line-ends.ts';
import { problemsListed, together } from '../../../shared/table/problems.ts';

const [lf, crlf, cr] = [1, 2, 3];

function runsOf(endings: readonly number[]) {
  const runs = new LineEndRuns();
  for (const [row, ending] of endings.entries()) runs.add(ending, row, row * 10);
  return runs.others().map(({ numbers, listed }) => [numbers.length > 0, listed]);
}

test('nothing is to be said of lines that all end alike, and of no lines', () => {
  expect(runsOf([])).toEqual([]);
  expect(runsOf([crlf, crlf, crlf])).toEqual([]);
});

test('each other ending has its own list of runs', () => {
  expect(runsOf([crlf, lf, crlf, crlf, cr, cr, crlf, lf, crlf])).toEqual([
    [true, 2],
    [true, 1],
  ]);
});

test('runs beyond those that are listed are counted, and no more is kept of them', () => {
  const runs = new LineEndRuns();
  const rows = (problemsListed + 1000) * 2;
  for (let row = 0; row < rows; row += 1) runs.add(row % 2 === 0 ? lf : crlf, row, row * 10);
  const lists = runs.others();
  expect(lists.map(({ listed }) => listed)).toEqual([problemsListed]);
  expect(lists.every(({ numbers }) => numbers.byteLength < problemsListed * 64)).toBe(true);
  const all = together(lists);
  expect(all.listed).toBe(problemsListed);
  expect(all.counts.reduce((sum, one) => sum + one, 0)).toBe(problemsListed + 1000);
});
