/** How far back a block may point. */
const WINDOW = 65_536;
/** What is kept at least, bytes: the more, the more seldom the window is moved. */
const OUTPUT_BYTES = 524_288;

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

/**
 * What was unpacked, block behind block, so that most of them find those they point to before them. Where it is full
 * it begins anew: to allocate all that a large file unpacks to takes as long as to unpack it.
 */
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
      if (kept.length + block_bytes > this.#bytes.length) {
        this.#bytes = new Uint8Array(Math.max(OUTPUT_BYTES, kept.length + block_bytes));
      }
      this.#bytes.set(kept);
      [this.#first, this.#end] = [0, kept.length];
    }
    return { bytes: this.#bytes, first: this.#first, begin: this.#end, limit: this.#end + block_bytes };
  }

  /** What was put there, up to a place; good until room is asked for again. */
  take(end: number): Uint8Array {
    const begin = this.#end;
    this.#end = end;
    return this.#bytes.subarray(begin, end);
  }
}
