import { describe, expect, test } from 'vitest';
import { openReport } from '../../../shared/report/report.ts';
import { sampleReport } from '../../support/sample.ts';
import { reportFromText } from '../../support/table.ts';

/** All that is reached from a value: its arrays of numbers, and how many other values there are. */
function walk(value: unknown, arrays: ArrayBufferView[] = []): { arrays: ArrayBufferView[]; values: number } {
  if (ArrayBuffer.isView(value)) {
    arrays.push(value);
    return { arrays, values: 1 };
  }
  let values = 1;
  const inner =
    value instanceof Map
      ? [...value.keys(), ...value.values()]
      : value && typeof value === 'object'
        ? Object.values(value)
        : [];
  for (const one of inner) values += walk(one, arrays).values;
  return { arrays, values };
}

const reportOf = (rows: number) => reportFromText([...sampleReport({ rows, seed: 7, version: 'V3' })].join(''));

// What a message holds is copied for the other side, value by value; only shared memory is not.
describe('what the table worker tells the window', () => {
  test('is the same memory on both sides, not a copy of it', () => {
    const { parts } = reportOf(3000);
    const { arrays } = walk(parts);
    expect(arrays.length).toBeGreaterThan(30);
    for (const array of arrays) expect(array.buffer).toBeInstanceOf(SharedArrayBuffer);
    const opened = openReport(parts);
    expect(opened.parts.table.bytes.buffer).toBe(parts.table.bytes.buffer);
  });

  test('is no more beside that memory for many rows than for few', () => {
    const few = walk(reportOf(500).parts).values;
    const many = walk(reportOf(8000).parts).values;
    expect(many - few).toBeLessThan(400);
  });
});
