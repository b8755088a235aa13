/**
 * First bytes → encoding and why; bytes → UTF-8. Everything behind this file sees UTF-8 only, so that one scanner
 * serves every encoding.
 */
import type { Encoding, Page } from './encodings.ts';
import { asciiEnd, byteOrderMark, createUtf8Check, joined, replacement, type Sound } from './utf8.ts';

export interface EncodingGuess {
  readonly encoding: Encoding;
  /** Length of the byte order mark, in bytes. */
  readonly bom: number;
  /** For the status bar: how it was found out. */
  readonly why: 'byte order mark' | 'valid' | 'zero bytes' | 'not valid UTF-8, so guessed' | 'chosen by you';
}

/** `head` is the beginning of the file: a character may be cut at its end. */
export function guessEncoding(head: Uint8Array): EncodingGuess {
  const bom = markOf(head);
  if (bom) return { ...bom, why: 'byte order mark' };
  // A header of plain letters in UTF-16 has a zero in every other byte.
  if (head.length >= 4 && head[0] !== 0 && head[1] === 0 && head[2] !== 0 && head[3] === 0) {
    return { encoding: 'utf-16le', bom: 0, why: 'zero bytes' };
  }
  if (head.length >= 4 && head[0] === 0 && head[1] !== 0 && head[2] === 0 && head[3] !== 0) {
    return { encoding: 'utf-16be', bom: 0, why: 'zero bytes' };
  }
  // Until the texts themselves have been looked at, the page of Western Europe stands for every other.
  if (firstBeyondAscii(head).is === 'invalid')
    return { encoding: 'windows-1252', bom: 0, why: 'not valid UTF-8, so guessed' };
  return { encoding: 'utf-8', bom: 0, why: 'valid' };
}

/** What the file is to be read in because a person says so. */
export function chosenEncoding(head: Uint8Array, encoding: Encoding): EncodingGuess {
  const bom = markOf(head);
  return { encoding, bom: bom?.encoding === encoding ? bom.bom : 0, why: 'chosen by you' };
}

function markOf(head: Uint8Array): { encoding: Encoding; bom: number } | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bom: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bom: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bom: 2 };
  return undefined;
}

/**
 * The first character beyond ASCII tells UTF-8 from a single-byte page. Later invalid bytes do not: one damaged byte in
 * a file of UTF-8 must not turn every name in it into mojibake. `cut` = the bytes end inside the character.
 */
function firstBeyondAscii(bytes: Uint8Array): { at: number; is: 'none' | 'valid' | 'invalid' | 'cut' } {
  const at = asciiEnd(bytes);
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

/** Places are those in the decoded UTF-8. */
export interface DecodeFound {
  /** Bytes that the encoding does not allow; they show as U+FFFD. */
  undecodable(offset: number): void;
  /** A byte order mark, also the first. */
  mark(offset: number): void;
}

export interface Decoder {
  /** The next bytes as UTF-8. Nothing more comes of them while `undecided`. `sound`: what is known of all bytes so far. */
  decode(bytes: Uint8Array, final: boolean, sound?: Sound): Uint8Array;
  /**
   * Bytes that wait: the first character beyond ASCII is not UTF-8, so they are in a page, and somebody has to say in
   * which. Undefined = nothing waits.
   */
  readonly undecided: Uint8Array | undefined;
  /** Says in which page they are. The next call of `decode` goes on with them. */
  settle(page: Page): void;
  /** True as long as the bytes that come out are those that went in. */
  readonly passes: boolean;
  /** True once bytes were met that the encoding does not allow. */
  readonly damaged: boolean;
}

/**
 * UTF-8 passes through as it stands, also where it is damaged: the bytes stay the file's own. If the first character
 * beyond ASCII is not valid, the text is in a single-byte page after all, and is read so from there on, once it is
 * settled which. Where the bytes are cut into chunks makes no difference. `sure` = it is UTF-8 whatever comes.
 */
export function createDecoder(encoding: Encoding, sure = false, found?: DecodeFound): Decoder {
  const encoder = new TextEncoder();
  let damaged = false;
  let written = 0;
  const noted: DecodeFound = {
    undecodable(offset) {
      damaged = true;
      found?.undecodable(offset);
    },
    mark: (offset) => found?.mark(offset),
  };

  let other: TextDecoder | undefined;
  const use = (name: Encoding) => {
    other = new TextDecoder(name, { ignoreBOM: true });
  };
  if (encoding !== 'utf-8') use(encoding);

  /** From an encoding that is not UTF-8. */
  function converted(bytes: Uint8Array, final: boolean): Uint8Array {
    // Always as a stream: without it, some releases of Node read 80–9F of windows-1252 wrongly.
    // A copy, for shared memory is nothing that it decodes.
    let text = other!.decode(bytes.slice(), { stream: true });
    if (final) text += other!.decode();
    const utf8 = encoder.encode(text);
    if (text.includes(replacement)) eachPlace(utf8, 0xbf, 0xbd, (at) => noted.undecodable(written + at));
    if (text.includes(byteOrderMark)) eachPlace(utf8, 0xbb, 0xbf, (at) => noted.mark(written + at));
    written += utf8.length;
    return utf8;
  }

  const check = () => createUtf8Check(written, { bad: noted.undecodable, mark: noted.mark });
  let checked = sure ? check() : undefined;
  let held: Uint8Array = new Uint8Array(0);
  let undecided: Uint8Array | undefined;

  function passed(bytes: Uint8Array, final: boolean, sound?: Sound): Uint8Array {
    if (sound && !final) checked?.skip(bytes);
    else checked?.next(bytes, final);
    written += bytes.length;
    return bytes;
  }

  return {
    decode(bytes, final, sound) {
      if (undecided) {
        undecided = joined(undecided, bytes);
        return new Uint8Array(0);
      }
      if (held.length > 0) bytes = joined(held, bytes);
      held = new Uint8Array(0);
      if (other) return converted(bytes, final);
      if (sound === 'utf-8') checked ??= check();
      if (checked || sound || asciiEnd(bytes) === bytes.length) return passed(bytes, final, sound);
      const { at, is } = firstBeyondAscii(bytes);
      if (is === 'valid') {
        checked = check();
        return passed(bytes, final);
      }
      if (is === 'cut' && !final) held = bytes.slice(at);
      else undecided = bytes.slice(at);
      return passed(bytes.subarray(0, at), false);
    },
    get undecided() {
      return undecided;
    },
    settle(page) {
      use(page);
      held = undecided ?? held;
      undecided = undefined;
    },
    get passes() {
      return other === undefined;
    },
    get damaged() {
      return damaged;
    },
  };
}

/** Every place of EF and two more bytes, as U+FFFD and the byte order mark are written. */
function eachPlace(utf8: Uint8Array, second: number, third: number, found: (at: number) => void) {
  for (let at = utf8.indexOf(0xef); at >= 0; at = utf8.indexOf(0xef, at + 1)) {
    if (utf8[at + 1] === second && utf8[at + 2] === third) found(at);
  }
}
