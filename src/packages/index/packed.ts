/** Texts one after the other in UTF-8, where each begins, and where the last one ends. */
export interface Packed {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly at: Uint32Array;
}

/** Texts encoded by one call; a call for each takes several times as long. */
const BLOCK = 256;

/** UTF-8 needs at most this many bytes for one UTF-16 unit. */
const MAX_BYTES_A_UNIT = 3;

/** What takes more than one byte. */
const NOT_ASCII = /[\u0080-\uffff]/;

const encoder = new TextEncoder();

/** Puts texts one after the other as they come; none of them is kept as a string. */
export class Packer {
  #bytes = new Uint8Array(65_536);
  #end = 0;
  readonly #at: number[] = [0];
  #block: string[] = [];

  /** Adds a text. No two that follow each other may make one character of their ends (`toWellFormed`). */
  add(text: string): void {
    if (this.#block.push(text) === BLOCK) this.#encode();
  }

  /** What was added. */
  packed(): Packed {
    this.#encode();
    return { bytes: this.#bytes.subarray(0, this.#end), at: Uint32Array.from(this.#at) };
  }

  #encode(): void {
    const joined = this.#block.join("");
    this.#reserve(MAX_BYTES_A_UNIT * joined.length);
    const { written } = encoder.encodeInto(joined, this.#bytes.subarray(this.#end));
    const is_ascii = written === joined.length;
    for (const text of this.#block) {
      this.#end += is_ascii || !NOT_ASCII.test(text) ? text.length : encoder.encode(text).length;
      this.#at.push(this.#end);
    }
    this.#block = [];
  }

  #reserve(count: number): void {
    if (this.#end + count <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * (this.#end + count));
    larger.set(this.#bytes.subarray(0, this.#end));
    this.#bytes = larger;
  }
}

/** The texts in another order: the first of it is the one of that number. */
export function arranged({ bytes, at }: Packed, order: Uint32Array): Packed {
  const arranged = { bytes: new Uint8Array(bytes.length), at: new Uint32Array(order.length + 1) };
  let end = 0;
  for (let place = 0; place < order.length; place++) {
    const number = order[place] ?? 0;
    const text = bytes.subarray(at[number], at[number + 1]);
    arranged.bytes.set(text, end);
    arranged.at[place + 1] = end += text.length;
  }
  return arranged;
}
