/** How fast something grows, told in a way that a few measurements out of place do not change. */

export interface Point {
  readonly at: number;
  readonly value: number;
}

/**
 * The slope by Theil and Sen: the median of the slopes between any two points. Up to 29 % of the points may lie anywhere
 * without changing it much, which the line of least squares does not stand even of one. NaN of fewer than two points.
 */
export function slopeOf(points: readonly Point[]): number {
  const slopes = points.flatMap((a, index) =>
    points.slice(index + 1).flatMap((b) => (a.at === b.at ? [] : [(b.value - a.value) / (b.at - a.at)])),
  );
  return median(slopes);
}

/** The lowest of each so many points that follow each other. What is left over at the end is not looked at. */
export function floorsOf(points: readonly Point[], count: number): Point[] {
  const floors: Point[] = [];
  for (let from = 0; from + count <= points.length; from += count) {
    const those = points.slice(from, from + count);
    floors.push(those.reduce((lowest, one) => (one.value < lowest.value ? one : lowest)));
  }
  return floors;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}
