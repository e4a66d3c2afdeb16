const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/**
 * Finds the end of a JSON object or array by its brackets, in any number of steps, without looking at a byte
 * twice. Whether what stands between is JSON is for the parser to say. UTF-8 needs no care: the bytes it looks for
 * never occur inside a longer character (RFC 3629).
 */
export class JsonScanner {
  #depth = 0;
  #in_string = false;
  #escaped = false;

  /** Index after the last byte of the value that began at the first byte ever given; -1 when it is not complete. */
  scan(bytes: Uint8Array, from: number, to: number): number {
    for (let index = from; index < to; index++) {
      const byte = bytes[index];
      if (this.#in_string) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === BACKSLASH) this.#escaped = true;
        else if (byte === QUOTE) this.#in_string = false;
      } else if (byte === QUOTE) {
        this.#in_string = true;
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        this.#depth++;
      } else if ((byte === CLOSE_BRACE || byte === CLOSE_BRACKET) && --this.#depth === 0) {
        this.reset();
        return index + 1;
      }
    }
    return -1;
  }

  /** Begins anew. */
  reset(): void {
    this.#depth = 0;
    this.#in_string = false;
    this.#escaped = false;
  }
}
