import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { columnDefs, type Live, liveOf, type SheetProps } from '../../../renderer/grid/grid-frame.ts';
import { looksAlike } from '../../../renderer/grid/looks-alike.ts';
import type { Report } from '../../../shared/report/report.ts';
import { defaultSettings } from '../../../shared/settings.ts';
import { wholeView } from '../../../shared/table/view.ts';
import { sampleText } from '../../support/sample.ts';
import { reportFromText, rowNumbers } from '../../support/table.ts';

/** As many rows as a large window shows, in the order in which they stand on screen. */
const screenRows = 40;

// Cells are drawn as elements; here nobody looks at them.
beforeAll(() => {
  const make = () => ({ append() {}, setAttribute() {}, dataset: {}, style: {} });
  vi.stubGlobal('document', { createElement: make, createElementNS: make });
});
afterAll(() => vi.unstubAllGlobals());

interface Reading {
  readonly report: Report;
  /** The row of each text that was made of the file's bytes. */
  readonly texts: number[];
}

function counted(rows: number): Reading {
  const report = reportFromText(sampleText({ rows, seed: 7, version: 'V3' }));
  const texts: number[] = [];
  for (const column of report.table.columns) {
    const { text } = column;
    Object.assign(column, {
      text: (row: number) => {
        texts.push(row);
        return text(row);
      },
    });
  }
  return { report, texts };
}

const live = (report: Report, rows: Uint32Array | undefined): Live =>
  liveOf({ report, rows, view: wholeView, settings: defaultSettings, find: '' } as SheetProps);

describe.each([500, 5000])('of %i rows', (rowCount) => {
  const { report, texts } = counted(rowCount);
  const backwards = rowNumbers(report.table).reverse();
  const onScreen = new Set(backwards.subarray(100, 100 + screenRows));

  test('those on screen are read, and each of their cells a few times', () => {
    texts.length = 0;
    const frame = { live: live(report, backwards), headers: new Set<never>() };
    const defs = columnDefs(frame);
    let cells = 0;
    for (let rowIndex = 100; rowIndex < 100 + screenRows; rowIndex += 1) {
      for (const { valueGetter, cellRenderer } of defs) {
        const params = { node: { rowIndex }, eGridCell: {} };
        (valueGetter as (of: object) => unknown)(params);
        (cellRenderer as (of: object) => unknown)(params);
        cells += 1;
      }
    }
    expect(cells).toBeGreaterThanOrEqual(screenRows * report.table.columns.length);
    expect(new Set(texts)).toEqual(onScreen);
    // Once for the grid and once to be drawn; the minutes used ask for the exam as well.
    expect(texts.length).toBeGreaterThanOrEqual(cells);
    expect(texts.length).toBeLessThanOrEqual(cells * 2);
  });

  test('those on screen are compared when the file is complete, each cell of both readings once', () => {
    texts.length = 0;
    const before = live(report, undefined);
    const now = live(report, rowNumbers(report.table));
    for (let at = 0; at < screenRows; at += 1) expect(looksAlike(before, now, at)).toBe(true);
    // The minutes used ask for the exam as well.
    expect(texts.length).toBeLessThanOrEqual(screenRows * (report.table.columns.length + 1) * 2);
    expect(Math.max(...texts)).toBe(screenRows - 1);
  });
});
