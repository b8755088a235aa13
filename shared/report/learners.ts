import { isNone } from '../table/column.ts';

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
