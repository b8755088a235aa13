/** The values of a column as a person ticks them, and the filter that comes of it. */
import type { ValuesFilter } from './view.ts';

/** So many values are named as they were ticked; of more, a filter may name those that are not, if they are fewer. */
const namedLimit = 100;

/** Whether a value is ticked under a filter; without one, each is. */
export function ticksOf(filter: ValuesFilter | undefined): (value: string) => boolean {
  if (!filter) return () => true;
  const named = new Set(filter.values);
  const whenNamed = !filter.exclude;
  return (value) => named.has(value) === whenNamed;
}

/**
 * The filter that ticks these of the values listed; undefined = all of them, so none is needed. A view travels with every
 * question about it, so it names the few that are left out where nearly all are ticked.
 * @param now what it says of values that other filters keep from being listed stays so.
 */
export function tick(
  column: string,
  listed: readonly string[],
  isTicked: (value: string) => boolean,
  now?: ValuesFilter,
): ValuesFilter | undefined {
  const out = listed.filter((value) => !isTicked(value));
  if (out.length === 0) return undefined;
  const known = new Set(listed);
  const unlisted = now?.values.filter((value) => !known.has(value)) ?? [];
  const tickedCount = listed.length - out.length;
  const isUnlistedTicked = !now || now.exclude === true;
  if (isUnlistedTicked && tickedCount > namedLimit && out.length < tickedCount)
    return { kind: 'values', column, values: [...unlisted, ...out], exclude: true };
  // In the order in which they were ticked.
  const before = isUnlistedTicked ? [] : now.values.filter((value) => !known.has(value) || isTicked(value));
  const there = new Set(before);
  return { kind: 'values', column, values: [...before, ...listed.filter((one) => isTicked(one) && !there.has(one))] };
}
