/**
 * Values of a column that were met before, found again by their bytes: a small table beside the dictionary, which the
 * processor's nearest memory can hold. Which code a value has, and whether it is worth to be kept, is told from outside.
 */
import { Column, take } from './column.as.ts';

const valuesKept: u32 = 1024;
const slotCount: u32 = 2048;
const textLimit: u32 = 32 * 1024;
/** Longer values are remarks, and come once. */
const longestKept: u32 = 256;
/** Bytes that are compared beyond a value's end. */
const spare: u32 = 16;

@unmanaged
class Value {
  at: usize;
  /** Length, and the mark of doubled quotes. */
  mark: u32;
  code: u32;
  hash: u32;
}

export function openRecall(column: Column): void {
  column.slots = take(slotCount * 2);
  memory.fill(column.slots, 0, slotCount * 2);
  column.values = take(valuesKept * offsetof<Value>());
  column.text = take(textLimit + spare);
  column.kept = 0;
  column.textBytes = 0;
}

/** Of all bytes up to 16, of some of a longer value. */
function hashOf(at: usize, length: u32): u32 {
  let mixed: u64;
  if (length >= 8) {
    const first = load<u64>(at) * 0x9e37_79b9_7f4a_7c15;
    const middle = load<u64>(at + (length >> 1) - 4) * 0x1656_67b1_9e37_79f9;
    mixed = first ^ middle ^ (load<u64>(at + length - 8) * 0xc2b2_ae3d_27d4_eb4f);
  } else {
    const bytes = length === 0 ? 0 : load<u64>(at) << ((8 - length) * 8);
    mixed = (bytes + length) * 0x9e37_79b9_7f4a_7c15;
  }
  mixed ^= mixed >> 32;
  return <u32>((mixed * 0x9e37_79b1) >> 16);
}

export function isSame(one: usize, other: usize, length: u32): bool {
  if (length < 8) return length === 0 || (load<u64>(one) ^ load<u64>(other)) << ((8 - length) * 8) === 0;
  // The last eight bytes, together with some that were compared already.
  let offset: u32 = length - 8;
  if (load<u64>(one + offset) !== load<u64>(other + offset)) return false;
  for (offset = 0; offset + 8 < length; offset += 8) {
    if (load<u64>(one + offset) !== load<u64>(other + offset)) return false;
  }
  return true;
}

/** The code of the value that stands there, if it is kept; otherwise -1. */
export function recall(column: Column, at: usize, mark: u32): i32 {
  const length = mark & 0x7fff_ffff;
  const hash = hashOf(at, length);
  let slot = hash & (slotCount - 1);
  let place = <u32>load<u16>(column.slots + slot * 2);
  while (place !== 0) {
    const value = changetype<Value>(column.values + (place - 1) * offsetof<Value>());
    if (value.hash === hash && value.mark === mark && isSame(at, value.at, length)) return <i32>value.code;
    slot = (slot + 1) & (slotCount - 1);
    place = <u32>load<u16>(column.slots + slot * 2);
  }
  return -1;
}

/** Keeps the value that stands there, where there is room; it may be kept already. */
export function keepValue(column: Column, code: u32, at: usize, mark: u32): void {
  const length = mark & 0x7fff_ffff;
  if (length > longestKept || column.kept === valuesKept || column.textBytes + length > textLimit) return;
  if (recall(column, at, mark) >= 0) return;
  const hash = hashOf(at, length);
  let slot = hash & (slotCount - 1);
  while (load<u16>(column.slots + slot * 2) !== 0) slot = (slot + 1) & (slotCount - 1);
  const value = changetype<Value>(column.values + column.kept * offsetof<Value>());
  value.at = column.text + column.textBytes;
  memory.copy(value.at, at, length);
  value.mark = mark;
  value.code = code;
  value.hash = hash;
  column.textBytes += length;
  column.kept += 1;
  store<u16>(column.slots + slot * 2, <u16>column.kept);
}
