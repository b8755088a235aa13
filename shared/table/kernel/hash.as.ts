/** Hashes of cells, the same as in value-hash.ts, for the values whose bytes alone tell which others are like them. */

const None: u32 = 0x656e_6f4e;

/** Whether Python's word for no value stands there. */
export function isNoneAt(at: usize, length: u32): bool {
  return length === 4 && load<u32>(at) === None;
}

/** 0 = there is no value, or it takes its text to tell. */
export function hashAt(at: usize, length: u32): u32 {
  if (length === 0 || isNoneAt(at, length)) return 0;
  if (isSpace(load<u8>(at)) || isSpace(load<u8>(at + length - 1))) return 0;
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
  if ((all & 0x8080_8080) !== 0) return 0;
  hash *= 0x85eb_ca6b;
  hash ^= hash >>> 13;
  return hash === 0 ? 1 : hash;
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
