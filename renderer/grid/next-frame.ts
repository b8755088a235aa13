/**
 * Work that waits for the next frame, where everything is laid out anyway: to ask for a place before that would lay it
 * out once more, and wait for the frame before to be on the screen.
 */
export interface NextFrame {
  put(work: () => void): void;
  /** Does it at once, for what comes next builds on it. */
  now(): void;
  end(): void;
}

export function nextFrame(): NextFrame {
  const waiting: (() => void)[] = [];
  let frame: number | undefined;
  const forget = () => {
    if (frame !== undefined) cancelAnimationFrame(frame);
    frame = undefined;
  };
  const now = () => {
    forget();
    for (const work of waiting.splice(0)) work();
  };
  return {
    put(work) {
      waiting.push(work);
      frame ??= requestAnimationFrame(now);
    },
    now,
    end() {
      forget();
      waiting.length = 0;
    },
  };
}
