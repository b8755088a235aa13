/** One column as the kernel sees it, and the memory that all of this lies in. */

/** How the fields of a column are told, if at all: as a value met before, as a time, or by a hash. */
export const RECALLED: u32 = 1;
export const TIMED: u32 = 2;
export const HASHED: u32 = 3;

@unmanaged
export class Column {
  // These three are read from outside.
  way: u32;
  /** All lengths and marks of the last call, one over the other; those of a record that was not read to its end too. */
  marks: u32;
  /** Of the last call, in the same way: how many fields could not be told. */
  untold: u32;
  // Recalled (see recall.as.ts).
  kept: u32;
  textBytes: u32;
  slots: usize;
  values: usize;
  text: usize;
  // Timed (see time.as.ts): the ten bytes of the date read last, and what they came to.
  year4: u32;
  month4: u32;
  day2: u32;
  day: f64;
}

let free: usize = 0;

/** Gives all memory back: what is taken begins there. */
export function freeAll(at: usize): void {
  free = at;
}

/** Memory with anything in it, for numbers of up to 16 bytes. */
export function take(bytes: usize): usize {
  const at = (free + 15) & ~15;
  free = at + bytes;
  if (free > (<usize>memory.size()) << 16) unreachable();
  return at;
}
