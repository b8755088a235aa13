/** How wide the Verdict column is where the person has not said it: for the longest verdict there can be. */
import { type Report, verdictColumn } from '../../shared/report/report.ts';
import { verdictWidth } from './sheet-columns.ts';

/** A status that nobody knows may be of any length. */
export const widestVerdict = 320;
/** The badge around its label: icon, padding and lines, and the padding of the cell; a pixel for rounding. */
const around = 53;
/** A file of unknown statuses has as many labels as statuses. */
const longestMeasured = 24;
/**
 * Of the statuses that are known, practice left out. It has its room whether or not it occurs: while a report is being read nobody can tell,
 * and columns that move when it is complete would take from under the pointer what one is about to click.
 */
export const longestKnown = 'Needs you · timed out, may be reset';

/** In CSS pixels at 100 %. `measure`: how wide a text is in the letters of a badge. */
export function fittedVerdictWidth(report: Report, measure: (text: string) => number = measureText): number {
  const cells = report.table.column(verdictColumn)?.parts.cells;
  const labels = cells?.form === 'words' ? [...new Set(cells.labels?.words)] : [];
  const longest = labels.sort((a, b) => b.length - a.length).slice(0, longestMeasured);
  const widest = Math.max(...[longestKnown, ...longest].map(measure));
  return Math.min(widestVerdict, Math.max(verdictWidth, Math.ceil(widest) + around));
}

let pen: CanvasRenderingContext2D | null | undefined;

/** On a canvas, so that nothing is laid out for it. */
function measureText(text: string): number {
  if (pen === undefined) {
    pen = document.createElement('canvas').getContext('2d');
    if (pen) pen.font = `12px ${getComputedStyle(document.body).fontFamily}`;
  }
  return pen?.measureText(text).width ?? 0;
}
