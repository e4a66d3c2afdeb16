import { copyBytes } from "../copy_bytes.ts";
import { isAscii, type Stretch, type Text, textOf } from "../stretch.ts";

/** Texts one after the other in UTF-8, where each begins, and where the last one ends. */
export interface Packed {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly at: Uint32Array;
}

/** Room at the beginning: bytes, and texts. */
const [FIRST_BYTES, FIRST_TEXTS] = [65_536, 4096];
/** Texts up to here are encoded character by character: a call of the encoder for each would take longer. */
const SHORT = 64;

const encoder = new TextEncoder();

/**
 * Keeps texts as bytes as they come: strings would be copied by the collector of garbage, over and over. A text is
 * added whole, or written in parts and closed.
 */
export class Packer {
  #bytes = new Uint8Array(FIRST_BYTES);
  #end = 0;
  /** Where each text begins; behind them where the next one does. */
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

  /** Writes a byte as a part of the next text. */
  writeByte(byte: number): void {
    this.#reserve(1);
    this.#bytes[this.#end++] = byte;
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
      this.#at = new Uint32Array(this.#at.buffer.transfer(8 * this.#size));
    }
    this.#at[this.#size] = this.#end;
  }

  /** The text of that number, in the order in which they came, from 0; good until the next is written. */
  at(number: number): Stretch {
    return { bytes: this.#bytes, from: this.#at[number] ?? 0, to: this.#at[number + 1] ?? 0 };
  }

  /** Takes back all texts but the first. */
  cut(count: number): void {
    this.#size = count;
    this.#end = this.#at[count] ?? 0;
  }

  /** The texts in the order in which they came, without a copy. */
  packed(): Packed {
    return { bytes: this.#bytes.subarray(0, this.#end), at: this.#at.subarray(0, this.#size + 1) };
  }

  /** The texts in an order of their numbers. */
  packedBy(order: Uint32Array): Packed {
    const at = new Uint32Array(order.length + 1);
    let size = 0;
    for (let index = 0; index < order.length; index++) {
      const number = order[index] ?? 0;
      at[index + 1] = size += (this.#at[number + 1] ?? 0) - (this.#at[number] ?? 0);
    }
    const bytes = new Uint8Array(size);
    for (let index = 0; index < order.length; index++) {
      const number = order[index] ?? 0;
      copyBytes(this.#bytes, this.#at[number] ?? 0, this.#at[number + 1] ?? 0, bytes, at[index] ?? 0);
    }
    return { bytes, at };
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

  /** Makes room; what was there before is let go at once, where a new array beside it would wait for the collector. */
  #reserve(count: number): void {
    if (this.#end + count <= this.#bytes.length) return;
    const length = 2 * (this.#end + count);
    this.#bytes = new Uint8Array(this.#bytes.buffer.transfer(length));
  }
}
