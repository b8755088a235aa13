/** Where the window was, and whether it may be put there again: a display may have gone since. */
import * as v from 'valibot';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const whole = v.pipe(v.number(), v.integer(), v.minValue(-100_000), v.maxValue(100_000));
const placeSchema = v.object({
  bounds: v.object({ x: whole, y: whole, width: whole, height: whole }),
  maximized: v.boolean(),
});

export type WindowPlace = v.InferOutput<typeof placeSchema>;

export const smallest = { width: 640, height: 480 } as const;
export const usual = { width: 1280, height: 800 } as const;
/** Enough of the title bar to take hold of. */
const gripWidth = 120;
const gripHeight = 32;

/** Reads a stored place; anything unsound is no place. */
export function readPlace(stored: unknown): WindowPlace | undefined {
  const read = v.safeParse(placeSchema, stored);
  return read.success ? read.output : undefined;
}

/** The bounds to open with: those remembered, cut to the display, or undefined where its title bar would be out of reach. */
export function visibleBounds(place: WindowPlace | undefined, workAreas: readonly Rectangle[]): Rectangle | undefined {
  if (!place) return undefined;
  const { bounds } = place;
  const grip: Rectangle = { x: bounds.x, y: bounds.y, width: bounds.width, height: gripHeight };
  const overlaps = workAreas.map((area) => ({ area, ...overlap(grip, area) }));
  const best = overlaps.sort((a, b) => b.width * b.height - a.width * a.height)[0];
  if (!best || best.width < gripWidth || best.height < gripHeight / 2) return undefined;
  return {
    x: bounds.x,
    y: bounds.y,
    width: Math.max(smallest.width, Math.min(bounds.width, best.area.width)),
    height: Math.max(smallest.height, Math.min(bounds.height, best.area.height)),
  };
}

function overlap(a: Rectangle, b: Rectangle): { width: number; height: number } {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return { width: Math.max(0, width), height: Math.max(0, height) };
}
