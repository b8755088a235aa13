/**
 * Scrolls for as long as a pointer that drags stands at or beyond an edge, the faster the further it is out, and says
 * at which point inside the pointer would be.
 */
export interface AutoScroll {
  pointer(x: number, y: number): void;
  end(): void;
}

/** How near to the sides it begins, where the window may end, and how far it goes in a frame for each pixel. */
const edge = 12;
const pace = 1.2;
const most = 120;
/** Rows are drawn some frames after a scroll. */
const restFrames = 4;

/** `axes`: the ways in which it goes; rows are dragged down, columns across. */
export function autoScroll(
  viewport: HTMLElement,
  axes: { readonly down: boolean; readonly across: boolean },
  reached: (x: number, y: number) => void,
): AutoScroll {
  let at = { x: 0, y: 0 };
  let frame = 0;
  let rest = 0;

  /** What can be dragged over: without the headers above and the pinned columns, which do not scroll. */
  function inside() {
    const box = viewport.getBoundingClientRect();
    const headers = viewport.querySelector('.ag-header')?.getBoundingClientRect().height ?? 0;
    const pinned = viewport.querySelector('.ag-row .ag-grid-pinned-left-cells')?.getBoundingClientRect().width ?? 0;
    return { left: box.left, right: box.right, top: box.top + headers, bottom: box.bottom, pinned };
  }

  const speed = (beyond: number) => Math.sign(beyond) * Math.min(most, Math.ceil(Math.abs(beyond) * pace));

  function step() {
    frame = 0;
    const { left, right, top, bottom, pinned } = inside();
    const beyond = (place: number, from: number, to: number) =>
      place < from ? place - from : place > to ? place - to : 0;
    const before = [viewport.scrollLeft, viewport.scrollTop] as const;
    const down = axes.down ? speed(beyond(at.y, top, bottom)) : 0;
    // Over the pinned columns there is nothing to scroll to the left for: they are reached already.
    const isOverPinned = at.x < left + pinned && at.x > left + edge;
    const across = !axes.across || isOverPinned ? 0 : speed(beyond(at.x, left + edge, right - edge));
    if (down !== 0 || across !== 0) viewport.scrollBy(across, down);
    const moved = viewport.scrollLeft !== before[0] || viewport.scrollTop !== before[1];
    const clamp = (place: number, from: number, to: number) => Math.max(from + 2, Math.min(to - 2, place));
    reached(clamp(at.x, left, right), clamp(at.y, top, bottom));
    rest = moved ? restFrames : rest - 1;
    if (rest > 0) frame = requestAnimationFrame(step);
  }

  return {
    pointer(x, y) {
      at = { x, y };
      if (frame === 0) frame = requestAnimationFrame(step);
    },
    end() {
      if (frame === 0) return;
      cancelAnimationFrame(frame);
      // Where it was let go may not have been looked at yet.
      step();
      cancelAnimationFrame(frame);
    },
  };
}
