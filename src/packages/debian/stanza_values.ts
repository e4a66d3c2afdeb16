import { copyBytes } from "../copy_bytes.ts";
import type { Packer } from "../index/packed.ts";
import type { Stretch } from "../stretch.ts";

const NEWLINE = 10;
const utf8 = new TextDecoder();

/** The values of a paragraph that were asked for, as bytes; what it does not have is empty. */
export interface FieldValues<Field extends string> {
  /** The value of a field, good until the next paragraph is read. */
  stretch(field: Field): Stretch;
}

/** Collects the values of a paragraph. A field is called by its number among those that are wanted. */
export class StanzaValues<Field extends string> implements FieldValues<Field> {
  readonly #fields: readonly Field[];
  readonly #numbers: ReadonlyMap<Field, number>;
  #bytes = new Uint8Array(4096);
  #end = 0;
  /** Where the value of each field begins and ends; -1: the paragraph has none. */
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  #last = 0;

  constructor(fields: readonly Field[]) {
    this.#fields = fields;
    this.#numbers = new Map(fields.map((field, number) => [field, number]));
    this.#from = new Int32Array(fields.length).fill(-1);
    this.#to = new Int32Array(fields.length);
  }

  stretch(field: Field): Stretch {
    const number = this.#numbers.get(field) ?? -1;
    const from = this.#from[number] ?? -1;
    return from < 0
      ? { bytes: this.#bytes, from: 0, to: 0 }
      : { bytes: this.#bytes, from, to: this.#to[number] ?? 0 };
  }

  /** Adds the value of each field, in their order. */
  addTo(values: Packer): void {
    for (let number = 0; number < this.#from.length; number++) {
      const from = this.#from[number] ?? -1;
      if (from >= 0) values.writeBytes(this.#bytes, from, this.#to[number] ?? 0);
      values.close();
    }
  }

  /** The values as texts. */
  texts(): Partial<Record<Field, string>> {
    const values: Partial<Record<Field, string>> = {};
    const text = utf8.decode(this.#bytes.subarray(0, this.#end));
    const is_ascii = text.length === this.#end;
    for (let number = 0; number < this.#fields.length; number++) {
      const field = this.#fields[number];
      const from = this.#from[number] ?? -1;
      const to = this.#to[number];
      if (field === undefined || from < 0) continue;
      values[field] = is_ascii ? text.slice(from, to) : utf8.decode(this.#bytes.subarray(from, to));
    }
    return values;
  }

  /** Whether a field was begun. */
  has(number: number): boolean {
    return (this.#from[number] ?? -1) >= 0;
  }

  /**
   * Begins the value of a field with the bytes between two places; of a field that has one already it is the new one.
   */
  begin(number: number, bytes: Uint8Array, from: number, to: number): void {
    this.#last = number;
    this.#from[number] = this.#end;
    this.#append(bytes, from, to);
  }

  /** Adds a line to the value that was begun last. */
  addLine(bytes: Uint8Array, from: number, to: number): void {
    this.#reserve(1);
    this.#bytes[this.#end++] = NEWLINE;
    this.#append(bytes, from, to);
  }

  /** Begins anew. */
  clear(): void {
    this.#from.fill(-1);
    this.#end = 0;
  }

  #append(bytes: Uint8Array, from: number, to: number): void {
    this.#reserve(to - from);
    copyBytes(bytes, from, to, this.#bytes, this.#end);
    this.#end += to - from;
    this.#to[this.#last] = this.#end;
  }

  #reserve(count: number): void {
    if (this.#end + count <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * (this.#end + count));
    larger.set(this.#bytes.subarray(0, this.#end));
    this.#bytes = larger;
  }
}
