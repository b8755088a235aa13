import { expect, test } from 'vitest';
import { findingSteps } from '../../../shared/report/findings.ts';
import { learnerNumberSteps } from '../../../shared/report/learner-numbers.ts';
import { ledgerSteps } from '../../../shared/report/ledger.ts';
import { rowsInPart } from '../../../shared/table/parts.ts';
import { reportFromText } from '../../support/table.ts';

/** How often bytes were read, in words of four, between one rest and the next. */
function readsBetweenRests(work: Generator): number[] {
  const { getInt32 } = DataView.prototype;
  const between: number[] = [];
  let reads = 0;
  DataView.prototype.getInt32 = function (...args) {
    reads += 1;
    return getInt32.apply(this, args);
  };
  try {
    for (let done = false; !done; ) {
      reads = 0;
      done = work.next().done === true;
      between.push(reads);
    }
  } finally {
    DataView.prototype.getInt32 = getInt32;
  }
  return between;
}

/** The cells of a row that are read as words; each may be looked at twice, to be hashed and to be compared. */
const wordsInRow = 12;
const header = 'exam_name,status,attempt_code,username,email,Suspicious Count,Suspicious Comments';
const line = (_: unknown, row: number) =>
  `Final,verified,${`${row >> 1}`.padStart(24, '0')},${`learner-${row}`.padEnd(20, '-')},a@${row % 40_000}.org,1,noted`;

test('learners, findings and incidents of a large report are worked out with a rest after so many rows', () => {
  const parts = 4;
  const text = [header, ...Array.from({ length: rowsInPart * parts }, line)].join('\n');
  const report = reportFromText(text);
  const learners = readsBetweenRests(learnerNumberSteps(report.table));
  const findings = readsBetweenRests(findingSteps(report));
  const incidents = readsBetweenRests(ledgerSteps(report));
  expect(Math.max(...learners, ...findings)).toBeLessThanOrEqual(rowsInPart * wordsInRow);
  // What was gone through is far more: every column that names somebody, in each of the checks.
  expect(findings.reduce((sum, reads) => sum + reads)).toBeGreaterThan(rowsInPart * parts * wordsInRow);
  expect(learners.length).toBeGreaterThan(parts);
  expect(incidents.length).toBeGreaterThan(parts);
});
