import { isNone } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import type { VerdictKind } from './verdict.ts';

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

/** The columns that name a learner, in the order of {@link learnerKey}. */
export const nameColumns = ['username', 'user_email', 'email'] as const;

/** The name of a row's learner as it stands in the file; undefined = it names nobody. */
export function learnerName(table: Table, row: number): string | undefined {
  for (const id of nameColumns) {
    const text = table.column(id)?.text(row);
    if (text !== undefined && !isNone(text)) return text;
  }
  return undefined;
}

/** The key of a row's learner; undefined = it names nobody. */
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
 * One line over several attempts of a learner under one exam name, where attempts that were superseded explain why there
 * is more than one; otherwise `undefined`, because two exams may share a name, and of two attempts that count nobody
 * can tell whether they are of one. It names the verdict of the attempt that counts.
 * Source: docs/rules.md §2.
 */
export function combinedLine(attempts: readonly AttemptOfSeveral[]): string | undefined {
  const counting = attempts.filter((attempt) => attempt.kind !== 'superseded' && attempt.kind !== 'practice');
  const superseded = attempts.filter((attempt) => attempt.kind === 'superseded').length;
  const [only, second] = counting;
  if (superseded === 0 || !only || second) return undefined;
  const others = superseded === 1 ? 'one attempt was' : `${superseded} attempts were`;
  return `Taken together: ${only.verdict}. ${others[0]!.toUpperCase()}${others.slice(1)} superseded by a later one.`;
}
