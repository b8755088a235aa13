/** Hashes of cells, the same as in value-hash.ts, for the values whose bytes alone tell which others are like them. */
import { take } from './column.as.ts';

const None: u32 = 0x656e_6f4e;
/** Longer values with letters beyond ASCII are left to the full reading. */
const longestFolded: u32 = 256;

/** Of each letter of two bytes, from U+0080 on, its small letter, 16 bits each; 0 = that takes the text to tell. */
let smallLetters: usize = 0;
const smallCount: usize = 0x800 - 0x80;
let folded: usize = 0;

/** Gives where the small letters are to be put. */
export function openHash(): usize {
  smallLetters = take(smallCount * 2);
  folded = take(longestFolded + 4);
  return smallLetters;
}

/** Whether Python's word for no value stands there. */
export function isNoneAt(at: usize, length: u32): bool {
  return length === 4 && load<u32>(at) === None;
}

/** 0 = there is no value, or it takes its text to tell. */
export function hashAt(at: usize, length: u32): u32 {
  if (length === 0 || isNoneAt(at, length)) return 0;
  if (isSpace(load<u8>(at)) || isSpace(load<u8>(at + length - 1))) return 0;
  const hash = foldedHash(at, length, 0x8080_8080);
  if (hash !== 0) return hash;
  return length <= longestFolded && fold(at, length) ? foldedHash(folded, length, 0) : 0;
}

/** ASCII capitals count as small letters. 0 = there is a byte with one of the bits of `beyond`. */
function foldedHash(at: usize, length: u32, beyond: u32): u32 {
  let rest: u32 = 0;
  const words = length & ~3;
  for (let offset = words; offset < length; offset += 1) rest = (rest << 8) | load<u8>(at + offset);
  let all = rest;
  let hash = (length * 0x85eb_ca6b) ^ lowerWord(rest);
  for (let offset: u32 = 0; offset < words; offset += 4) {
    const word = load<u32>(at + offset);
    all |= word;
    hash = (hash ^ lowerWord(word)) * 0x9e37_79b1;
    hash ^= hash >>> 15;
  }
  if ((all & beyond) !== 0) return 0;
  hash *= 0x85eb_ca6b;
  hash ^= hash >>> 13;
  return hash === 0 ? 1 : hash;
}

/**
 * Writes the value in small letters to `folded`, which takes as many bytes. False = it is not sound UTF-8, or has letters
 * of which that is not known here: in all of what is no letter of two bytes, scripts that have no capitals are known.
 */
function fold(at: usize, length: u32): bool {
  for (let place: u32 = 0; place < length; ) {
    const byte = <u32>load<u8>(at + place);
    if (byte < 0x80) {
      store<u8>(folded + place, byte);
      place += 1;
      continue;
    }
    const left = length - place;
    const second = left > 1 ? <u32>load<u8>(at + place + 1) : 0;
    if (byte < 0xc2 || !isNext(second)) return false;
    if (byte < 0xe0) {
      const letter = ((byte & 0x1f) << 6) | (second & 0x3f);
      const small = <u32>load<u16>(smallLetters + (letter - 0x80) * 2);
      if (small === 0) return false;
      store<u8>(folded + place, 0xc0 | (small >>> 6));
      store<u8>(folded + place + 1, 0x80 | (small & 0x3f));
      place += 2;
      continue;
    }
    if (left < 3 || !isNext(<u32>load<u8>(at + place + 2)) || !hasNoCapitals(byte, second)) return false;
    store<u8>(folded + place, byte);
    store<u16>(folded + place + 1, load<u16>(at + place + 1));
    place += 3;
  }
  return true;
}

function isNext(byte: u32): bool {
  return (byte & 0xc0) === 0x80;
}

/**
 * U+0800 to U+0FFF (most of India's, Thai), Kana, Han (U+3040 to U+9FFF) and Hangul (U+AC00 to U+D7FF), by their first
 * two bytes.
 */
function hasNoCapitals(first: u32, second: u32): bool {
  if (first === 0xe0) return second >= 0xa0;
  if (first === 0xe3) return second > 0x80;
  if (first === 0xea) return second >= 0xb0;
  return first === 0xed ? second < 0xa0 : first > 0xe3 && first < 0xed;
}

/** Four bytes with the ASCII capitals among them as small letters. */
function lowerWord(word: u32): u32 {
  const low = word & 0x7f7f_7f7f;
  const capitals = ((low + 0x3f3f_3f3f) ^ (low + 0x2525_2525)) & ~word & 0x8080_8080;
  return word | (capitals >>> 2);
}

function isSpace(byte: u8): bool {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
