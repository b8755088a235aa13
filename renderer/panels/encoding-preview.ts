/** What lines of a file look like in an encoding, for a person to judge. */
import type { Encoding } from '../../shared/table/encodings.ts';

export interface Preview {
  readonly lines: readonly string[];
  /** False where some of the bytes are no character in it. */
  readonly fits: boolean;
}

const most = 3;
const before = 24;
const after = 72;

/** The first lines that tell something, each around its first character beyond ASCII. */
export function previewOf(sample: Uint8Array, encoding: Encoding): Preview {
  const text = new TextDecoder(encoding).decode(sample);
  const lines = text
    .split(/\r\n|[\r\n]/)
    .filter((line) => /[^\x20-\x7e\t]/.test(line))
    .slice(0, most)
    .map((line) => {
      const at = Math.max(0, line.search(/[^\x20-\x7e\t]/) - before);
      return `${at > 0 ? '…' : ''}${line.slice(at, at + after)}`;
    });
  return { lines, fits: !/[\ufffd\x80-\x9f]/.test(text) };
}
