/**
 * First bytes → encoding and why; bytes → UTF-8. Everything behind this file sees UTF-8 only, so that one scanner
 * serves every encoding.
 */

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface EncodingGuess {
  readonly encoding: Encoding;
  /** Length of the byte order mark, in bytes. */
  readonly bom: number;
  /** For the status bar: how it was found out. */
  readonly why: 'byte order mark' | 'valid' | 'zero bytes' | 'not valid UTF-8, so guessed';
}

/** `head` is the beginning of the file: a character may be cut at its end. */
export function guessEncoding(head: Uint8Array): EncodingGuess {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf)
    return { encoding: 'utf-8', bom: 3, why: 'byte order mark' };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bom: 2, why: 'byte order mark' };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bom: 2, why: 'byte order mark' };
  // A header of plain letters in UTF-16 has a zero in every other byte.
  if (head.length >= 4 && head[0] !== 0 && head[1] === 0 && head[2] !== 0 && head[3] === 0) {
    return { encoding: 'utf-16le', bom: 0, why: 'zero bytes' };
  }
  if (head.length >= 4 && head[0] === 0 && head[1] !== 0 && head[2] === 0 && head[3] !== 0) {
    return { encoding: 'utf-16be', bom: 0, why: 'zero bytes' };
  }
  if (firstBeyondAscii(head).is === 'invalid')
    return { encoding: 'windows-1252', bom: 0, why: 'not valid UTF-8, so guessed' };
  return { encoding: 'utf-8', bom: 0, why: 'valid' };
}

/**
 * The first character beyond ASCII tells UTF-8 from a single-byte page. Later invalid bytes do not: one damaged byte in
 * a file of UTF-8 must not turn every name in it into mojibake. `cut` = the bytes end inside the character.
 */
function firstBeyondAscii(bytes: Uint8Array): { at: number; is: 'none' | 'valid' | 'invalid' | 'cut' } {
  let at = 0;
  while (at < bytes.length && bytes[at]! < 0x80) at += 1;
  if (at === bytes.length) return { at, is: 'none' };
  const lead = bytes[at]!;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  try {
    // `stream`: that its end is missing is no error yet.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.slice(at, at + length), { stream: true });
    return { at, is: at + length > bytes.length ? 'cut' : 'valid' };
  } catch {
    return { at, is: 'invalid' };
  }
}

/** How many bytes of UTF-8 one byte of the encoding can become. */
export const growth: Readonly<Record<Encoding, number>> = {
  'utf-8': 1,
  'utf-16le': 1.5,
  'utf-16be': 1.5,
  'windows-1252': 3,
};

export interface Decoder {
  /** The next bytes as UTF-8. */
  decode(bytes: Uint8Array, final: boolean): Uint8Array;
  /** True once bytes were met that the encoding does not allow; they show as U+FFFD. */
  readonly damaged: boolean;
}

/**
 * UTF-8 passes through as it stands, also where it is damaged: the bytes stay the file's own. If the first character
 * beyond ASCII is not valid, the text is in a single-byte page after all, and is read so from there on; `onSinglePage`
 * is told. Where the bytes are cut into chunks makes no difference.
 */
export function createDecoder(encoding: Encoding, onSinglePage: () => void): Decoder {
  const encoder = new TextEncoder();
  let damaged = false;
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    const decoder = new TextDecoder(encoding, { ignoreBOM: true });
    return {
      decode(bytes, final) {
        const text = decoder.decode(bytes, { stream: !final });
        damaged ||= text.includes('\ufffd');
        return encoder.encode(text);
      },
      get damaged() {
        return damaged;
      },
    };
  }
  let single = encoding === 'windows-1252' ? new TextDecoder('windows-1252') : undefined;
  // A single byte leaves nothing over for the next call. And without `stream`, some releases of Node read 80–9F wrongly.
  const fromSingle = (bytes: Uint8Array) => encoder.encode(single!.decode(bytes, { stream: true }));
  const check = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let plain = true;
  let held: Uint8Array = new Uint8Array(0);
  return {
    decode(bytes, final) {
      if (single) return fromSingle(bytes);
      if (damaged) return bytes;
      if (plain) {
        if (held.length > 0) bytes = joined(held, bytes);
        held = new Uint8Array(0);
        if (isPlain(bytes)) return bytes;
        const { at, is } = firstBeyondAscii(bytes);
        if (is === 'cut' && !final) {
          held = bytes.slice(at);
          return bytes.subarray(0, at);
        }
        plain = false;
        if (is !== 'valid') {
          onSinglePage();
          single = new TextDecoder('windows-1252');
          return fromSingle(bytes);
        }
      }
      try {
        check.decode(bytes, { stream: !final });
      } catch {
        damaged = true;
      }
      return bytes;
    },
    get damaged() {
      return damaged;
    },
  };
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function isPlain(bytes: Uint8Array): boolean {
  let bits = 0;
  for (let at = 0; at < bytes.length; at += 1) bits |= bytes[at]!;
  return bits < 0x80;
}
