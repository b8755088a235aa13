/** What words of a file look like in an encoding, for a person to judge. */
import type { Encoding } from '../../shared/table/encodings.ts';

export interface Preview {
  readonly words: string;
  /** False where some of the bytes are no character in it. */
  readonly fits: boolean;
}

const most = 4;
const longest = 48;

/** The first different cells with a character beyond ASCII: what stands around them reads the same in every encoding. */
export function previewOf(sample: Uint8Array, encoding: Encoding): Preview {
  const text = new TextDecoder(encoding).decode(sample);
  const cells = new Set(text.match(/[^\r\n\t,;|"]*[^\x20-\x7e\r\n\t][^\r\n\t,;|"]*/g)?.slice(0, 200));
  const words = [...cells]
    .slice(0, most)
    .map((cell) => (cell.length > longest ? `${cell.slice(0, longest)}…` : cell).trim());
  // What stands where a page has nothing but control characters was meant for another one.
  return { words: words.join(' · '), fits: !/[\ufffd\x80-\x9f]/.test(text) };
}
