import { closeSync, openSync, writeSync } from 'node:fs';
import { sampleReport } from '../support/sample.ts';

/** A report of so many rows, the same each time; written piece by piece, since a million rows are no string. */
export function writeSample(path: string, rows: number) {
  const file = openSync(path, 'w', 0o644);
  let piece = '';
  for (const line of sampleReport({ rows, seed: 7, version: 'V3' })) {
    piece += line;
    if (piece.length > 2 ** 22) {
      writeSync(file, piece);
      piece = '';
    }
  }
  writeSync(file, piece);
  closeSync(file);
}
