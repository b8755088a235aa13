/** Rows written as ranges, "3-17,20": short for rows that lie together, and plain text for a filter that outlives a page. */

/** In whatever order the rows come, each once. */
export function rangesText(rows: Iterable<number>): string {
  const sorted = Uint32Array.from(rows).sort();
  const ranges: string[] = [];
  for (let at = 0; at < sorted.length; ) {
    const first = sorted[at]!;
    let last = first;
    for (at += 1; at < sorted.length && sorted[at]! <= last + 1; at += 1) last = sorted[at]!;
    ranges.push(first === last ? `${first}` : `${first}-${last}`);
  }
  return ranges.join(',');
}

/** A mask of the rows below `rowCount`: 1 is in one of the ranges. What is no range is none. */
export function rangesMask(text: string, rowCount: number): Uint8Array {
  const mask = new Uint8Array(rowCount);
  for (const range of text.split(',')) {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
    if (first !== undefined) mask.fill(1, Number(first), Number(last) + 1);
  }
  return mask;
}
