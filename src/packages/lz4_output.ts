/** How far back a block may point. */
const WINDOW = 65_536;
/** What is allocated at once, bytes. */
const OUTPUT_BYTES = 2_097_152;

/** Where a block goes. */
export interface Room {
  readonly bytes: Uint8Array;
  /** Where its frame begins, or the part of it that blocks may still point to. */
  readonly first: number;
  /** Where the block begins. */
  readonly begin: number;
  /** One more than the last place that the block may fill. */
  readonly limit: number;
}

/** What was unpacked, block behind block, so that most of them find those they point to before them. */
export class Output {
  #bytes = new Uint8Array(0);
  #first = 0;
  #end = 0;

  /** Nothing before counts any more. */
  beginFrame(): void {
    this.#first = this.#end;
  }

  /** Room for a block. */
  room(block_bytes: number): Room {
    if (this.#end + block_bytes > this.#bytes.length) {
      const kept = this.#bytes.subarray(Math.max(this.#first, this.#end - WINDOW), this.#end);
      this.#bytes = new Uint8Array(Math.max(OUTPUT_BYTES, kept.length + block_bytes));
      this.#bytes.set(kept);
      [this.#first, this.#end] = [0, kept.length];
    }
    return { bytes: this.#bytes, first: this.#first, begin: this.#end, limit: this.#end + block_bytes };
  }

  /** What was put there, up to a place; it is not written again. */
  take(end: number): Uint8Array {
    const begin = this.#end;
    this.#end = end;
    return this.#bytes.subarray(begin, end);
  }
}
