/**
 * What attempts come to, in the three numbers that a course team asks for first, and all that stands beside them. One
 * place counts them, so that every panel says the same (docs/rules.md §2).
 */
import { countCodes, countCodesOf } from '../table/coded.ts';
import type { Table } from '../table/table.ts';
import { learnerNumbers } from './learner-numbers.ts';
import { type Report, verdictColumn } from './report.ts';
import { isInRateBase, type VerdictKind, verdictKinds } from './verdict.ts';

/** All of them count attempts. */
export interface Totals {
  readonly attempts: number;
  readonly needsYou: number;
  readonly inReview: number;
  readonly passed: number;
  readonly notPassed: number;
  /** Passed and not passed. */
  readonly decided: number;
  /** The base of rates: decided, in review, and needing the course team. */
  readonly toReview: number;
  /** All the others, each kind that occurs, in the order of `verdictKinds`. */
  readonly others: readonly { readonly kind: VerdictKind; readonly label: string; readonly count: number }[];
  /** All the others together: `attempts` without `toReview`. */
  readonly otherCount: number;
}

/**
 * The totals of attempts by how many have each verdict, in the order of `verdictKinds`.
 * Source: docs/rules.md §2.
 */
export function totalsOf(counts: readonly number[]): Totals {
  const count = (kind: VerdictKind) => counts[verdictKinds.findIndex((word) => word.kind === kind)] ?? 0;
  const [needsYou, inReview, passed, notPassed] = [
    count('needs-you'),
    count('in-review'),
    count('passed'),
    count('not-passed'),
  ];
  const others = verdictKinds
    .filter(({ kind }) => !isInRateBase(kind) && count(kind) > 0)
    .map(({ kind, label }) => ({ kind, label, count: count(kind) }));
  const decided = passed + notPassed;
  const toReview = decided + inReview + needsYou;
  const otherCount = others.reduce((sum, other) => sum + other.count, 0);
  return {
    ...{ attempts: toReview + otherCount, needsYou, inReview, passed, notPassed },
    ...{ decided, toReview, others, otherCount },
  };
}

/** How many of the rows have each verdict, in the order of `verdictKinds`. */
export function verdictCounts(report: Report, rows: Uint32Array): number[] {
  const size = verdictKinds.length;
  const cells = report.table.column(verdictColumn)?.parts.cells;
  if (cells?.form !== 'words') return new Array(size).fill(0);
  const coded = { codes: cells.codes.subarray(0, report.table.rowCount), size };
  return [...(rows.length === coded.codes.length ? countCodes(coded) : countCodesOf(rows, coded))];
}

/** How many learners the rows are of. Rows that name nobody count for nobody. */
export function learnersIn(table: Table, rows: Uint32Array): number {
  const { numbers, count } = learnerNumbers(table);
  const seen = new Uint8Array(count + 1);
  let learners = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const learner = numbers[rows[at]!]!;
    if (learner === 0 || seen[learner] === 1) continue;
    seen[learner] = 1;
    learners += 1;
  }
  return learners;
}
