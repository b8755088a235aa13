/** Without another view for so long nobody is at it. Few people take longer for the next letter of a word. */
export const lullMs = 300;

/** Whether a person is at it: asking for one view after the other, as with each letter of a search. */
export interface Lull {
  /** Another view is asked for. */
  stir(): void;
  /** Calls back when nobody has asked for another view for a moment; at once if that is so. */
  wait(then: () => void): void;
}

export function createLull(): Lull {
  let stirred: ReturnType<typeof setTimeout> | undefined;
  const waiting: (() => void)[] = [];
  return {
    stir() {
      clearTimeout(stirred);
      stirred = setTimeout(() => {
        stirred = undefined;
        for (const then of waiting.splice(0)) then();
      }, lullMs);
    },
    wait(then) {
      if (stirred === undefined) then();
      else waiting.push(then);
    },
  };
}
