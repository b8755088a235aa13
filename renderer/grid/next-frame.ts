/**
 * Work that waits for the next frame, where everything is laid out anyway: to ask for a place before that would lay it
 * out once more, and wait for the frame before to be on the screen.
 */
export interface NextFrame {
  /** Done in the order in which it was put, in one frame. */
  put(work: () => void): void;
  end(): void;
}

export function nextFrame(): NextFrame {
  const waiting: (() => void)[] = [];
  let frame: number | undefined;
  const draw = () => {
    frame = undefined;
    for (const work of waiting.splice(0)) work();
  };
  return {
    put(work) {
      waiting.push(work);
      frame ??= requestAnimationFrame(draw);
    },
    end() {
      if (frame !== undefined) cancelAnimationFrame(frame);
      frame = undefined;
      waiting.length = 0;
    },
  };
}
