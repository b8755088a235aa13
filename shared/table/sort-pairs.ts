/**
 * Sorts numbers and carries a place along with each, in place and without a comparing function: many by counting their
 * bits in digits of 16, few by dividing.
 */

/** Fewer are divided; counting has a fixed cost. */
const countingPays = 4096;
/** Fewer still are put in one by one. */
const insertingPays = 24;

export interface Pairs {
  readonly numbers: Float64Array;
  readonly places: Uint32Array;
}

/**
 * Memory for pairs: that of the last ones, where it reaches. A million of them are 12 MB, and what is used once lies about
 * until the engine looks for garbage, which may be several columns later.
 */
class Spare {
  #last: WeakRef<ArrayBuffer> | undefined;

  take(count: number): Pairs {
    let memory = this.#last?.deref();
    if (!memory || memory.byteLength < count * 12) {
      memory = new ArrayBuffer(count * 12);
      this.#last = new WeakRef(memory);
    }
    return { numbers: new Float64Array(memory, 0, count), places: new Uint32Array(memory, count * 8, count) };
  }
}

const spareToSort = new Spare();
const spareToCount = new Spare();

/** Numbers and places to be filled and sorted, before anybody asks for others. They hold what was there before. */
export const pairs = (count: number): Pairs => spareToSort.take(count);

/**
 * NaN must not be among the numbers. Of equal numbers, many keep their order, few may lose it. `thrifty`: many are divided
 * as well, which takes twice as long, and no memory.
 */
export function sortPairs(numbers: Float64Array, places: Uint32Array, thrifty = false) {
  if (thrifty || numbers.length < countingPays) divide(numbers, places, 0, numbers.length - 1);
  else count(numbers, places);
}

function divide(numbers: Float64Array, places: Uint32Array, from: number, to: number) {
  while (to - from >= insertingPays) {
    const middle = median(numbers[from]!, numbers[(from + to) >> 1]!, numbers[to]!);
    // Three parts: less, equal, greater. Many equal numbers are then no trouble.
    let less = from;
    let greater = to;
    for (let at = from; at <= greater; ) {
      const number = numbers[at]!;
      if (number < middle) {
        swap(numbers, places, at, less);
        less += 1;
        at += 1;
      } else if (number > middle) {
        swap(numbers, places, at, greater);
        greater -= 1;
      } else at += 1;
    }
    // The shorter part first, so that the calls within one another stay few.
    if (less - from < to - greater) {
      divide(numbers, places, from, less - 1);
      from = greater + 1;
    } else {
      divide(numbers, places, greater + 1, to);
      to = less - 1;
    }
  }
  for (let at = from + 1; at <= to; at += 1) {
    const number = numbers[at]!;
    const place = places[at]!;
    let before = at - 1;
    for (; before >= from && numbers[before]! > number; before -= 1) {
      numbers[before + 1] = numbers[before]!;
      places[before + 1] = places[before]!;
    }
    numbers[before + 1] = number;
    places[before + 1] = place;
  }
}

const median = (a: number, b: number, c: number): number =>
  a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b;

function swap(numbers: Float64Array, places: Uint32Array, a: number, b: number) {
  const number = numbers[a]!;
  numbers[a] = numbers[b]!;
  numbers[b] = number;
  const place = places[a]!;
  places[a] = places[b]!;
  places[b] = place;
}

/** The bits of a number, turned so that they stand in the numbers' order; turned back by `turnBack`. */
function turn(bits: Uint32Array) {
  for (let high = 1; high < bits.length; high += 2) {
    if (bits[high]! >= 0x8000_0000) {
      bits[high] = ~bits[high]!;
      bits[high - 1] = ~bits[high - 1]!;
    } else bits[high] = bits[high]! | 0x8000_0000;
  }
}

function turnBack(bits: Uint32Array) {
  for (let high = 1; high < bits.length; high += 2) {
    if (bits[high]! >= 0x8000_0000) bits[high] = bits[high]! & 0x7fff_ffff;
    else {
      bits[high] = ~bits[high]!;
      bits[high - 1] = ~bits[high - 1]!;
    }
  }
}

function count(numbers: Float64Array, places: Uint32Array) {
  const { length } = numbers;
  // −0 is 0.
  for (let at = 0; at < length; at += 1) numbers[at]! += 0;
  const bits = new Uint32Array(numbers.buffer, numbers.byteOffset, length * 2);
  turn(bits);
  let from: Uint32Array = bits;
  let fromPlaces = places;
  const spare = spareToCount.take(length);
  let to: Uint32Array = new Uint32Array(spare.numbers.buffer, 0, length * 2);
  let toPlaces = spare.places;
  for (let digit = 0; digit < 4; digit += 1) {
    const half = digit >> 1;
    const shift = (digit & 1) * 16;
    const counts = new Uint32Array(65_537);
    for (let at = half; at < length * 2; at += 2) counts[((from[at]! >>> shift) & 0xffff) + 1]! += 1;
    if (counts.includes(length)) continue;
    for (let value = 0; value < 65_536; value += 1) counts[value + 1]! += counts[value]!;
    for (let at = 0; at < length; at += 1) {
      const value = (from[at * 2 + half]! >>> shift) & 0xffff;
      const place = counts[value]!;
      counts[value] = place + 1;
      to[place * 2] = from[at * 2]!;
      to[place * 2 + 1] = from[at * 2 + 1]!;
      toPlaces[place] = fromPlaces[at]!;
    }
    [from, to] = [to, from];
    [fromPlaces, toPlaces] = [toPlaces, fromPlaces];
  }
  if (from !== bits) {
    bits.set(from);
    places.set(fromPlaces);
  }
  turnBack(bits);
}
