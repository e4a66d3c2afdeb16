import { copyBytes } from "../copy_bytes.ts";
import { type Grouped, Groups } from "./grouped.ts";
import type { Packed } from "./packed.ts";
import { sortByBytes } from "./sort_by_bytes.ts";

/** Other words share a place in each run: nobody can make a list whose words all share one. */
const SEED = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;

/** Room for the terms of one large list, so that few tables grow. */
const FIRST_SLOTS = 1 << 18;

/**
 * The different terms among stretches of bytes, numbered as they come. A hash table of numbers: to make a string of
 * each word, and to look it up in a Map, takes several times as long.
 */
export class TermTable {
  readonly #bytes: Uint8Array;
  /** Where each term stands. */
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #hashes: number[] = [];
  /** Numbers of terms, each one more, at the place of their hash or the next that was free; 0: it is free. */
  #slots = new Uint32Array(FIRST_SLOTS);

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** How many there are. */
  get size(): number {
    return this.#starts.length;
  }

  /** The number of the term between two places. */
  numberOf(start: number, end: number): number {
    const hash = hashOf(this.#bytes, start, end);
    const slots = this.#slots;
    let slot = hash & (slots.length - 1);
    for (let number = slots[slot] ?? 0; number > 0; number = slots[slot] ?? 0) {
      if (this.#hashes[number - 1] === hash && this.#isAt(number - 1, start, end)) return number - 1;
      slot = (slot + 1) & (slots.length - 1);
    }
    this.#starts.push(start);
    this.#ends.push(end);
    slots[slot] = this.#hashes.push(hash);
    if (2 * this.size > slots.length) this.#grow();
    return this.size - 1;
  }

  /** The terms by length in characters (UTF-16 code units), and those of one length by their bytes. */
  sorted(): Grouped {
    const lengths = new Uint32Array(this.size);
    let longest = 0;
    for (let number = 0; number < this.size; number++) {
      const length = charactersOf(this.#bytes, this.#starts[number] ?? 0, this.#ends[number] ?? 0);
      lengths[number] = length;
      longest = Math.max(longest, length);
    }
    const groups = new Groups(longest + 1, lengths.length);
    for (let number = 0; number < lengths.length; number++) groups.add(lengths[number] ?? 0, number);
    const sorted = groups.grouped();
    for (let length = 0; length <= longest; length++) {
      sortByBytes(sorted.values.subarray(sorted.at[length], sorted.at[length + 1]), {
        bytes: this.#bytes,
        starts: this.#starts,
        ends: this.#ends,
      });
    }
    return sorted;
  }

  /** The bytes of terms in an order. */
  packed(order: Uint32Array): Packed {
    const at = new Uint32Array(order.length + 1);
    let size = 0;
    order.forEach((number, place) => {
      at[place + 1] = size += (this.#ends[number] ?? 0) - (this.#starts[number] ?? 0);
    });
    const bytes = new Uint8Array(size);
    for (let place = 0; place < order.length; place++) {
      const number = order[place] ?? 0;
      copyBytes(this.#bytes, this.#starts[number] ?? 0, this.#ends[number] ?? 0, bytes, at[place] ?? 0);
    }
    return { bytes, at };
  }

  #isAt(number: number, start: number, end: number): boolean {
    const known = this.#starts[number] ?? 0;
    if ((this.#ends[number] ?? 0) - known !== end - start) return false;
    for (let index = 0; index < end - start; index++) {
      if (this.#bytes[known + index] !== this.#bytes[start + index]) return false;
    }
    return true;
  }

  #grow(): void {
    const slots = new Uint32Array(2 * this.#slots.length);
    for (const [index, hash] of this.#hashes.entries()) {
      let slot = hash & (slots.length - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = index + 1;
    }
    this.#slots = slots;
  }
}

/** FNV-1a, mixed once more: the lowest bits choose the slot. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = SEED;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 16_777_619);
  return (hash ^ hash >>> 15) & 0x3fff_ffff;
}

/** UTF-16 code units of a text in UTF-8: each character has one, one of four bytes has two. */
function charactersOf(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if ((byte & 0xc0) !== 0x80) count += byte < 0xf0 ? 1 : 2;
  }
  return count;
}
