/** Whether a person is at it: asking for one view after the other, as with each letter of a search. */

/** Without another view for so long nobody is. Few people take longer for the next letter of a word. */
export const lullMs = 300;

let stirred: ReturnType<typeof setTimeout> | undefined;
const waiting: (() => void)[] = [];

/** Another view is asked for. */
export function stir() {
  clearTimeout(stirred);
  stirred = setTimeout(() => {
    stirred = undefined;
    for (const then of waiting.splice(0)) then();
  }, lullMs);
}

/** Calls back when nobody has asked for another view for a moment; at once if that is so. */
export function inLull(then: () => void) {
  if (stirred === undefined) then();
  else waiting.push(then);
}
