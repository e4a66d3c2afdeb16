import { copyBytes } from "../copy_bytes.ts";

/** Texts one after the other in UTF-8, where each begins, and where the last one ends. */
export interface Packed {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly at: Uint32Array;
}

/**
 * Texts encoded by one call; a call for each takes several times as long. So many that most blocks have more than 128
 * KiB, which go back to the system when they are let go.
 */
const BLOCK = 1024;

/** Packed texts of which one may be read behind the other. */
interface Block extends Packed {
  /** Each character is one byte, so that all can be decoded by one call. */
  readonly is_ascii: boolean;
}

/** What takes more than one byte. */
const NOT_ASCII = /[\u0080-\uffff]/;

const [encoder, decoder] = [new TextEncoder(), new TextDecoder(undefined, { ignoreBOM: true })];

/**
 * Keeps texts as bytes, block by block, as they come: strings would be copied by the collector of garbage, and one
 * large array each time that it grows.
 */
export class Packer {
  /** Each of as many texts. */
  readonly #blocks: Block[] = [];
  /** Texts that are no block yet. */
  #open: string[] = [];
  /** The block that was read last, and what it says. */
  #read: { readonly block: Block; readonly text: string } | null = null;

  /** How many texts there are. */
  get size(): number {
    return BLOCK * this.#blocks.length + this.#open.length;
  }

  /** Adds a text. No two that follow each other may make one character of their ends (`toWellFormed`). */
  add(text: string): void {
    if (this.#open.push(text) < BLOCK) return;
    this.#blocks.push(encoded(this.#open));
    this.#open = [];
  }

  /** The text of that number, in the order in which they came, from 0; quick in that order. */
  at(number: number): string {
    const place = number % BLOCK;
    const block = this.#blocks[(number - place) / BLOCK];
    if (block === undefined) return this.#open[place] ?? "";
    const [from, to] = [block.at[place], block.at[place + 1]];
    if (!block.is_ascii) return decoder.decode(block.bytes.subarray(from, to));
    if (this.#read?.block !== block) this.#read = { block, text: decoder.decode(block.bytes) };
    return this.#read.text.slice(from, to);
  }

  /** Takes back all texts but the first. */
  cut(count: number): void {
    const first_open = count - count % BLOCK;
    const open = Array.from({ length: count - first_open }, (_, index) => this.at(first_open + index));
    this.#blocks.length = first_open / BLOCK;
    this.#open = open;
  }

  /** The texts in an order of their numbers, by itself that in which they came. */
  packed(order: Uint32Array = Uint32Array.from({ length: this.size }, (_, number) => number)): Packed {
    const blocks = [...this.#blocks, encoded(this.#open)];
    const size = blocks.reduce((sum, block) => sum + block.bytes.length, 0);
    const packed = { bytes: new Uint8Array(size), at: new Uint32Array(order.length + 1) };
    let end = 0;
    for (let index = 0; index < order.length; index++) {
      const number = order[index] ?? 0;
      const place = number % BLOCK;
      const block = blocks[(number - place) / BLOCK];
      if (block === undefined) continue;
      const [from = 0, to = 0] = [block.at[place], block.at[place + 1]];
      copyBytes(block.bytes, from, to, packed.bytes, end);
      packed.at[index + 1] = end += to - from;
    }
    return packed;
  }
}

function encoded(texts: readonly string[]): Block {
  const joined = texts.join("");
  const bytes = encoder.encode(joined);
  const is_ascii = bytes.length === joined.length;
  const at = new Uint32Array(texts.length + 1);
  let end = 0;
  for (let index = 0; index < texts.length; index++) {
    const text = texts[index] ?? "";
    at[index + 1] = end += is_ascii || !NOT_ASCII.test(text) ? text.length : encoder.encode(text).length;
  }
  return { bytes, at, is_ascii };
}
