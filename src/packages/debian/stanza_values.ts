import { copyBytes } from "../copy_bytes.ts";

const NEWLINE = 10;
const utf8 = new TextDecoder();

/** Collects the bytes of a paragraph's values, so that one call decodes them all. */
export class StanzaValues<Field extends string> {
  #bytes = new Uint8Array(4096);
  #end = 0;
  /** The fields in their order, and where the value of each begins. */
  readonly #fields: Field[] = [];
  readonly #starts: number[] = [];

  /** Whether a field was begun. */
  has(field: Field): boolean {
    return this.#fields.includes(field);
  }

  /** Begins the value of a field with the bytes between two places; of a field that has one already it is the new one. */
  begin(field: Field, bytes: Uint8Array, from: number, to: number): void {
    this.#fields.push(field);
    this.#starts.push(this.#end);
    this.#append(bytes, from, to);
  }

  /** Adds a line to the value that was begun last. */
  addLine(bytes: Uint8Array, from: number, to: number): void {
    this.#reserve(1);
    this.#bytes[this.#end++] = NEWLINE;
    this.#append(bytes, from, to);
  }

  /** Gives the values and begins anew. */
  take(): Partial<Record<Field, string>> {
    const values: Partial<Record<Field, string>> = {};
    const text = utf8.decode(this.#bytes.subarray(0, this.#end));
    const is_ascii = text.length === this.#end;
    for (const [index, field] of this.#fields.entries()) {
      const [from, to] = [this.#starts[index], this.#starts[index + 1] ?? this.#end];
      values[field] = is_ascii ? text.slice(from, to) : utf8.decode(this.#bytes.subarray(from, to));
    }
    this.#fields.length = this.#starts.length = this.#end = 0;
    return values;
  }

  #append(bytes: Uint8Array, from: number, to: number): void {
    this.#reserve(to - from);
    copyBytes(bytes, from, to, this.#bytes, this.#end);
    this.#end += to - from;
  }

  #reserve(count: number): void {
    if (this.#end + count <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * (this.#end + count));
    larger.set(this.#bytes.subarray(0, this.#end));
    this.#bytes = larger;
  }
}
