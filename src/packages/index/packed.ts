import { copyBytes } from "../copy_bytes.ts";
import { isAscii, type Stretch, type Text, textOf } from "../stretch.ts";

/** Texts one after the other in UTF-8, where each begins, and where the last one ends. */
export interface Packed {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly at: Uint32Array;
}

/** Bytes of a block, as a power of two: so many that they go back to the system when they are let go. */
const BLOCK_BITS = 20;
const BLOCK_BYTES = 1 << BLOCK_BITS;
/** Room for texts at the beginning. */
const FIRST_TEXTS = 4096;
/** Texts up to here are encoded character by character: a call of the encoder for each would take longer. */
const SHORT = 64;

const encoder = new TextEncoder();
const NOTHING: Stretch = { bytes: new Uint8Array(0), from: 0, to: 0 };

/** Bytes of whole texts, as many as one block or, for a long text, several. */
interface Block {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The address of the first byte. */
  readonly base: number;
  /** How many are used. */
  end: number;
}

/**
 * Keeps texts as bytes as they come: strings would be copied by the collector of garbage, and one large array each time
 * that it grows. A text is added whole, or written in parts and closed.
 */
export class Packer {
  /** By the upper bits of an address; one of several blocks' length stands here as often. */
  readonly #blocks: Block[] = [];
  /** The bytes of the last block, its address, and how many are used. */
  #bytes: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  #base = 0;
  #end = 0;
  /** The address at which each text begins; behind them that of the next one. */
  #at = new Uint32Array(FIRST_TEXTS);
  #size = 0;

  /** How many texts there are. */
  get size(): number {
    return this.#size;
  }

  /** Adds a text. */
  add(text: Text): void {
    this.write(text);
    this.close();
  }

  /** Adds a text in lower case. */
  addLowerCase(text: Text): void {
    if (typeof text === "string") this.write(text.toLowerCase());
    else if (isAscii(text)) this.#writeLowerCase(text);
    else this.write(textOf(text).toLowerCase());
    this.close();
  }

  /** Writes a part of the next text. */
  write(text: Text): void {
    if (typeof text === "string") this.#writeText(text);
    else this.writeBytes(text.bytes, text.from, text.to);
  }

  /** Writes a part of the next text and, behind it, a byte that ends it. */
  writeEnded(text: Text, end: number): void {
    this.write(text);
    this.#reserve(1);
    this.#bytes[this.#end++] = end;
  }

  /** Writes the bytes between two places as a part of the next text. */
  writeBytes(bytes: Uint8Array, from: number, to: number): void {
    this.#reserve(to - from);
    copyBytes(bytes, from, to, this.#bytes, this.#end);
    this.#end += to - from;
  }

  /** The text of which the parts were written has ended. */
  close(): void {
    if (++this.#size === this.#at.length) {
      const larger = new Uint32Array(2 * this.#size);
      larger.set(this.#at);
      this.#at = larger;
    }
    this.#at[this.#size] = this.#base + this.#end;
  }

  /** The text of that number, in the order in which they came, from 0. */
  at(number: number): Stretch {
    const address = this.#at[number] ?? 0;
    const block = this.#blocks[address >>> BLOCK_BITS];
    if (block === undefined) return NOTHING;
    const { bytes, base, end } = block;
    return { bytes, from: address - base, to: Math.min((this.#at[number + 1] ?? 0) - base, end) };
  }

  /** The first texts alone. */
  first(count: number): Packer {
    const first = new Packer();
    for (let number = 0; number < count; number++) first.add(this.at(number));
    return first;
  }

  /** The texts in an order of their numbers, by itself that in which they came. */
  packed(order?: Uint32Array): Packed {
    const count = order?.length ?? this.#size;
    const at = new Uint32Array(count + 1);
    for (let index = 0, size = 0; index < count; index++) {
      const { from, to } = this.at(order?.[index] ?? index);
      at[index + 1] = size += to - from;
    }
    const packed = new Uint8Array(at[count] ?? 0);
    for (let index = 0; index < count; index++) {
      const { bytes, from, to } = this.at(order?.[index] ?? index);
      copyBytes(bytes, from, to, packed, at[index] ?? 0);
    }
    return { bytes: packed, at };
  }

  #writeText(text: string): void {
    this.#reserve(3 * text.length);
    let at = 0;
    if (text.length <= SHORT) {
      for (; at < text.length; at++) {
        const code = text.charCodeAt(at);
        if (code > 0x7f) break;
        this.#bytes[this.#end++] = code;
      }
    }
    if (at === text.length) return;
    this.#end += encoder.encodeInto(text.slice(at), this.#bytes.subarray(this.#end)).written;
  }

  #writeLowerCase({ bytes, from, to }: Stretch): void {
    this.#reserve(to - from);
    for (let at = from; at < to; at++) {
      const byte = bytes[at] ?? 0;
      this.#bytes[this.#end++] = byte >= 65 && byte <= 90 ? byte + 32 : byte;
    }
  }

  #reserve(count: number): void {
    if (this.#end + count > this.#bytes.length) this.#addBlock(count);
  }

  /** Begins a block, to which what was written of the open text moves. */
  #addBlock(count: number): void {
    const last = this.#blocks.at(-1);
    const start = (this.#at[this.#size] ?? 0) - this.#base;
    const written = this.#bytes.subarray(start, this.#end);
    if (last !== undefined) last.end = start;
    const blocks = Math.ceil((2 * written.length + count) / BLOCK_BYTES);
    const base = this.#blocks.length * BLOCK_BYTES;
    const bytes = new Uint8Array(blocks * BLOCK_BYTES);
    bytes.set(written);
    const block = { bytes, base, end: bytes.length };
    for (let index = 0; index < blocks; index++) this.#blocks.push(block);
    this.#bytes = bytes;
    this.#base = base;
    this.#end = written.length;
    this.#at[this.#size] = base;
  }
}
