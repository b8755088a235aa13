/** What a scanner announces, as plain values that can be compared and printed. */
import { DOUBLED, LENGTH, type LineEnds, Scanner } from '../../../shared/table/scan.ts';

export interface Announced {
  readonly kind: 'record' | 'literal' | 'blank';
  readonly start: number;
  readonly end: number;
  /** Start, length and whether quotes are doubled, of each field. */
  readonly fields: readonly (readonly [start: number, length: number, doubled: boolean])[];
}

export interface Scan {
  readonly announced: readonly Announced[];
  readonly lineEnds: LineEnds;
  readonly position: number;
}

export interface ScanOptions {
  readonly cuts?: readonly number[];
  readonly delimiter?: string;
  readonly from?: number;
  /** Called after the scan of each chunk, with the place up to which whole records reach. */
  readonly onChunk?: (end: number, position: number) => void;
}

export function scanOf(bytes: Uint8Array, options: ScanOptions = {}): Scan {
  const announced: Announced[] = [];
  const scanner = new Scanner(bytes, options.from ?? 0, (options.delimiter ?? ',').charCodeAt(0), {
    record(count, start, end, literal) {
      const { starts, lengths } = scanner.fields;
      const fields = Array.from({ length: count }, (_, index): [number, number, boolean] => [
        starts[index]!,
        lengths[index]! & LENGTH,
        (lengths[index]! & DOUBLED) !== 0,
      ]);
      announced.push({ kind: literal ? 'literal' : 'record', start, end, fields });
    },
    blank(start) {
      announced.push({ kind: 'blank', start, end: start, fields: [] });
    },
  });
  for (const end of [...(options.cuts ?? [])].sort((a, b) => a - b)) {
    const position = scanner.scan(end);
    options.onChunk?.(end, position);
  }
  const position = scanner.scan(bytes.length, true);
  return { announced, lineEnds: { ...scanner.lineEnds }, position };
}

/** The cells of each line; a blank line has none. */
export function cellsOfScan(bytes: Uint8Array, { announced }: Scan): string[][] {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return announced.map(({ fields }) =>
    fields.map(([start, length, doubled]) => {
      const text = decoder.decode(bytes.subarray(start, start + length));
      return doubled ? text.replaceAll('""', '"') : text;
    }),
  );
}
