/** Whether bytes are sound UTF-8, and where they are not, wherever they are cut into chunks. */

/** U+FFFD, which stands for bytes that could not be read. */
export const replacement = '\ufffd';
export const byteOrderMark = '\ufeff';

export interface Utf8Check {
  /** The next bytes; `final` says that nothing comes after them. */
  next(bytes: Uint8Array, final: boolean): void;
  /** The next bytes, of which somebody else has found that they are sound; a character may be cut at their end. */
  skip(bytes: Uint8Array): void;
  /** So far characters have been looked at, those being whole. */
  readonly end: number;
}

export interface Utf8Found {
  /** Bytes that are no character begin here. One call for each U+FFFD that a reader shows for them. */
  bad(offset: number): void;
  /** A byte order mark stands here. */
  mark(offset: number): void;
}

/** `offset` is where the first byte stands in the whole text. */
export function createUtf8Check(offset: number, found: Utf8Found): Utf8Check {
  let held: Uint8Array = new Uint8Array(0);
  let at = offset;
  return {
    next(bytes, final) {
      const all = held.length === 0 ? bytes : joined(held, bytes);
      const end = final ? all.length : wholeEnd(all);
      look(all.subarray(0, end), at, found);
      held = all.slice(end);
      at += end;
    },
    skip(bytes) {
      const all = bytes.length < 4 ? joined(held, bytes) : bytes;
      const end = wholeEnd(all);
      at += held.length + bytes.length - (all.length - end);
      held = all.slice(end);
    },
    get end() {
      return at;
    },
  };
}

/** What the bytes of a text are so far; undefined = neither, or that is not known before the next ones. */
export type Sound = 'ascii' | 'utf-8' | undefined;

/** Looks at bytes as they come, beside whoever decodes them. A byte order mark is sound at the very beginning alone. */
export function createSoundCheck(): (next: Uint8Array) => Sound {
  /** Where the first character beyond ASCII begins, or would. */
  let beyond = 0;
  let check: Utf8Check | undefined;
  let isSound = true;
  const found = {
    bad() {
      isSound = false;
    },
    mark(offset: number) {
      if (offset > 0) isSound = false;
    },
  };
  return (bytes) => {
    if (!isSound) return undefined;
    if (!check) {
      const ascii = asciiEnd(bytes);
      beyond += ascii;
      if (ascii === bytes.length) return 'ascii';
      check = createUtf8Check(beyond - ascii, found);
    }
    check.next(bytes, false);
    return isSound && check.end > beyond ? 'utf-8' : undefined;
  };
}

/** Where the first byte beyond ASCII stands, from `at` on; the length if there is none. */
export function asciiEnd(bytes: Uint8Array, at = 0): number {
  return beyondAscii(bytes, viewOf(bytes), at);
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The same. Letters beyond ASCII stand far from each other, so as many bytes as it pays for are looked at in one go. */
function beyondAscii(bytes: Uint8Array, view: DataView, from: number): number {
  let at = from;
  for (const last = bytes.length - 32; at <= last; at += 32) {
    const all =
      view.getInt32(at, true) |
      view.getInt32(at + 4, true) |
      view.getInt32(at + 8, true) |
      view.getInt32(at + 12, true) |
      view.getInt32(at + 16, true) |
      view.getInt32(at + 20, true) |
      view.getInt32(at + 24, true) |
      view.getInt32(at + 28, true);
    if ((all & 0x8080_8080) !== 0) break;
  }
  while (at < bytes.length && bytes[at]! < 0x80) at += 1;
  return at;
}

/** Where the last whole character ends: one that is cut waits for its other bytes. */
function wholeEnd(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) return lengthOf(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** How long the character is that begins with this byte. */
const lengthOf = (lead: number): number => (lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4);

/** The walk through the bytes that the Encoding Standard prescribes. */
function look(bytes: Uint8Array, offset: number, found: Utf8Found) {
  const view = viewOf(bytes);
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at]!;
    if (lead < 0x80) {
      at = beyondAscii(bytes, view, at);
      continue;
    }
    if (lead < 0xc2 || lead > 0xf4) {
      found.bad(offset + at);
      at += 1;
      continue;
    }
    const length = lengthOf(lead);
    // The second byte has narrower bounds where the character would be too short, half of a pair, or beyond the last.
    let low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    let high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    let next = at + 1;
    while (next < at + length && next < bytes.length && bytes[next]! >= low && bytes[next]! <= high) {
      next += 1;
      low = 0x80;
      high = 0xbf;
    }
    if (next < at + length) found.bad(offset + at);
    else if (lead === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) found.mark(offset + at);
    at = next;
  }
}

export function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
