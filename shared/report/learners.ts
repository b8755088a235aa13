import { isNone } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import { type VerdictKind, verdictKinds } from './verdict.ts';

/**
 * One key per learner: the username; where there is none (the reports of 2015–2017) the case-folded email address.
 * `undefined` when the row names nobody. Usernames keep their case, because the platform tells them apart by it.
 * Source: docs/rules.md §1.
 */
export function learnerKey(names: {
  username?: string | undefined;
  email?: string | undefined;
  userEmail?: string | undefined;
}): string | undefined {
  if (names.username !== undefined && !isNone(names.username)) return names.username.trim();
  for (const address of [names.userEmail, names.email]) {
    if (address !== undefined && !isNone(address)) return address.trim().toLowerCase();
  }
  return undefined;
}

/** Who a row is about; undefined = it names nobody. */
export const learnerOf = (table: Table, row: number): string | undefined =>
  learnerKey({
    username: table.column('username')?.text(row),
    email: table.column('email')?.text(row),
    userEmail: table.column('user_email')?.text(row),
  });

/** One of several attempts of a learner at exams of one name. */
export interface AttemptOfSeveral {
  kind: VerdictKind;
  /** As shown. */
  verdict: string;
}

/**
 * One line over several attempts of a learner under one exam name, where an attempt that was superseded by another
 * explains why there are several; otherwise `undefined`, because two exams may share a name. It says "Passed" only if
 * every attempt that counts is; else it names the verdict with most to do.
 * Source: docs/rules.md §2.
 */
export function combinedLine(attempts: readonly AttemptOfSeveral[]): string | undefined {
  const counting = attempts.filter((attempt) => attempt.kind !== 'superseded' && attempt.kind !== 'practice');
  const superseded = attempts.filter((attempt) => attempt.kind === 'superseded').length;
  if (superseded === 0 || counting.length === 0) return undefined;
  const order = (kind: VerdictKind) => verdictKinds.findIndex((word) => word.kind === kind);
  const notPassed = counting.filter((attempt) => attempt.kind !== 'passed');
  const worst = notPassed.toSorted((a, b) => order(a.kind) - order(b.kind))[0] ?? counting[0]!;
  const others = superseded === 1 ? 'one attempt was' : `${superseded} attempts were`;
  return `Taken together: ${worst.verdict}. ${others[0]!.toUpperCase()}${others.slice(1)} superseded by a later one.`;
}
