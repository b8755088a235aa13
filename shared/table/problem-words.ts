/** What is said of a problem: its kind in a word or two, and a sentence. */
import { spanText } from './column.ts';
import type { LineRun, Problem, ProblemKind } from './problems.ts';
import type { Table } from './table.ts';

export const problemTitles: Readonly<Record<ProblemKind, string>> = {
  'short-row': 'Short row',
  'long-row': 'Long row',
  'quote-out-of-place': 'Quote',
  'blank-line': 'Blank line',
  'line-end': 'Line end',
  undecodable: 'Unreadable byte',
  'inner-mark': 'Byte order mark',
  'before-header': 'Before the header',
  'repeated-header': 'Repeated header',
  'text-date': 'Time as text',
  'cut-off': 'Cut off',
};

const number = new Intl.NumberFormat('en');
const cells = (count: number) => `${number.format(count)} ${count === 1 ? 'cell' : 'cells'}`;
const longest = 60;

export function problemSentence({ kind, row, offset, column, lines }: Problem, table: Table): string {
  const { surplus } = table;
  const { shortRows, recordStarts } = table.parts;
  const width = table.columns.filter((one) => one.parts.header !== undefined).length;
  const named = row === undefined ? 'The beginning of the file' : `Row ${number.format(row + 1)}`;
  switch (kind) {
    case 'short-row':
      return `${named} has ${cells(shortRows.get(row ?? -1) ?? 0)} of ${number.format(width)}; the others are shown empty.`;
    case 'long-row':
      return `${named} has ${cells((surplus.get(row ?? -1)?.length ?? 0) / 2)} more than the header; they are in the last column.`;
    case 'quote-out-of-place':
      return `${named} has a quote where none can be, and was read as it stands.`;
    case 'blank-line':
      return (row ?? 0) < table.rowCount
        ? `A line with nothing on it stands before row ${number.format((row ?? 0) + 1)}.`
        : 'A line with nothing on it stands after the last row.';
    case 'line-end':
      return lineEndSentence(
        row === undefined ? 'The header' : recordStarts[row] === offset ? named : 'A blank line',
        lines,
      );
    case 'undecodable':
      return `${named} holds a byte that is no character, ${number.format(offset + 1)} bytes into the text; it is shown as \ufffd.`;
    case 'inner-mark':
      return `${named} holds a byte order mark that is not the first thing in the file; it is kept.`;
    case 'before-header': {
      const text = lineText(table.parts.bytes, offset);
      return text.trim() === ''
        ? 'A line with nothing on it stands before the header.'
        : `The line “${shortened(text)}” stands before the header, and is no row.`;
    }
    case 'repeated-header':
      return `${named} is the header once more, as where files are joined. It is counted as a row.`;
    case 'text-date': {
      const found = table.column(column ?? '');
      const text = found?.text(row ?? 0) ?? '';
      return `${named}, ${found?.name ?? 'a time'}: “${shortened(text)}” cannot be read as a time for certain, and stays text.`;
    }
    case 'cut-off': {
      const length = row === undefined ? undefined : shortRows.get(row);
      return length === undefined
        ? 'The last line has no line end, as the others have. If the download broke off, something is missing after it: download the report again.'
        : `The last row stops after ${cells(length)} of ${number.format(width)}: the file is probably cut off there. Download the report again.`;
    }
  }
}

const shortened = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);

/** The line that begins at a byte, as far as anybody would read it. */
function lineText(bytes: Uint8Array, start: number): string {
  let end = start;
  while (end - start < longest * 4 && bytes[end] !== 0x0a && bytes[end] !== 0x0d && bytes[end] !== 0) end += 1;
  return spanText(bytes, start, end - start);
}

function lineEndSentence(named: string, lines: LineRun | undefined): string {
  const { ending = '', count = 1 } = lines ?? {};
  const rule = `where most lines of the file end otherwise`;
  return count === 1
    ? `${named} ends with ${ending}, ${rule}.`
    : `${number.format(count)} lines in a row, from here on, end with ${ending}, ${rule}.`;
}
