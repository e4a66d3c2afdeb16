/** Bytes that are asked for by count, of a stream whose chunks end anywhere. */
export class ByteInput {
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #format: string;
  #rest: Uint8Array = new Uint8Array(0);

  /** `format` is what an error calls that which is read. */
  constructor(chunks: AsyncIterable<Uint8Array>, format: string) {
    this.#chunks = chunks[Symbol.asyncIterator]();
    this.#format = format;
  }

  /** Whether so many bytes are still to come; then they are at hand. */
  async has(count: number): Promise<boolean> {
    while (this.#rest.length < count) {
      const { value, done } = await this.#chunks.next();
      if (done === true) return false;
      this.#rest = this.#rest.length === 0 ? value : joined(this.#rest, value);
    }
    return true;
  }

  /** The next bytes. Throws RangeError where there are fewer. */
  async take(count: number): Promise<Uint8Array> {
    if (!await this.has(count)) throw new RangeError(`Cannot unpack ${this.#format}: it ends too early`);
    const taken = this.#rest.subarray(0, count);
    this.#rest = this.#rest.subarray(count);
    return taken;
  }
}

/** The number that the first four bytes are, the lowest first. */
export function uint32(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}
