import { useLayoutEffect, useState } from 'react';

/**
 * Numbers of names that groups of radio buttons on the page have. Chromium keeps something of every such name that there
 * ever was, so one that no group has any more is given again.
 */
const taken = new Set<number>();

/** Those of groups that are being rendered. Not every rendering comes to the page, so they are not kept for them. */
const offered = new Set<number>();

function offer(): number {
  let free = 0;
  while (taken.has(free) || offered.has(free)) free += 1;
  if (offered.size === 0) setTimeout(() => offered.clear());
  offered.add(free);
  return free;
}

/** The name of a group, which no other one has meanwhile: buttons of the same name would put each other out. */
export function useGroupName(): string {
  const [number, setNumber] = useState(offer);
  useLayoutEffect(() => {
    // Another group was offered it too, and was on the page first.
    if (taken.has(number)) return setNumber(offer());
    taken.add(number);
    return () => void taken.delete(number);
  }, [number]);
  return `choice-${number}`;
}
