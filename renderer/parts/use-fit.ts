import { type RefObject, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/**
 * How many entries of a wrapping list stand whole in its first line, from 0; looked at again when the list has another width or
 * other entries.
 */
export function useFit(list: RefObject<HTMLElement | null>, entries: string): number {
  const [fit, setFit] = useState(Number.POSITIVE_INFINITY);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other entries have other widths.
  useLayoutEffect(() => {
    const box = list.current!;
    const measure = () => setFit(fitOf(box));
    const watch = new ResizeObserver(measure);
    watch.observe(box);
    // In the frame that shows the entries, where all is laid out anyway.
    const frame = requestAnimationFrame(() => flushSync(measure));
    return () => {
      cancelAnimationFrame(frame);
      watch.disconnect();
    };
  }, [entries]);
  return fit;
}

function fitOf(box: HTMLElement): number {
  const children = [...box.children] as HTMLElement[];
  const first = children[0];
  // An entry wider than the list stands in the first line all the same, and is cut.
  if (first && first.offsetLeft + first.offsetWidth > box.offsetLeft + box.offsetWidth) return 0;
  const wrapped = children.findIndex((entry) => entry.offsetTop > first!.offsetTop + 4);
  return wrapped < 0 ? Number.POSITIVE_INFINITY : wrapped;
}
