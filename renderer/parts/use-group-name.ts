import { useEffect, useState } from 'react';

/**
 * Numbers of names that groups of radio buttons on the page have. Chromium keeps something of every such name that there
 * ever was, so one that no group has any more is given again.
 */
const taken = new Set<number>();

function take(): number {
  let free = 0;
  while (taken.has(free)) free += 1;
  taken.add(free);
  return free;
}

/** The name of a group, which no other one has meanwhile: buttons of the same name would put each other out. */
export function useGroupName(): string {
  const [number] = useState(take);
  useEffect(() => {
    taken.add(number);
    return () => void taken.delete(number);
  }, [number]);
  return `choice-${number}`;
}
