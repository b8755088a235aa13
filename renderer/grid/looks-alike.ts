import type { Live } from './grid-frame.ts';

/**
 * Whether a row on screen looks as it did while only the first rows were here. Most do, and need not be drawn again;
 * what the whole file tells of a row is its verdict and the usual limit of its exam.
 */
export function looksAlike(before: Live, now: Live, index: number | null): boolean {
  const row = index ?? -1;
  if (before.props.rows !== undefined || before.rows[row] !== now.rows[row] || now.rows[row] === undefined)
    return false;
  if (before.cells.zone !== now.cells.zone || before.cells.terms.join() !== now.cells.terms.join()) return false;
  const [first, whole] = [before.cells.report, now.cells.report];
  const at = now.rows[row];
  const [limits, newLimits] = [first.minutes(at), whole.minutes(at)];
  return (
    first.table.columns.length === whole.table.columns.length &&
    first.table.columns.every((column, place) => column.text(at) === whole.table.columns[place]!.text(at)) &&
    first.verdict(at).kind === whole.verdict(at).kind &&
    limits.usual === newLimits.usual &&
    limits.ratio === newLimits.ratio
  );
}
