/** Values by key. */
export interface Grouped {
  /** For each key where its values begin, and where the last one's end. */
  readonly at: Uint32Array;
  readonly values: Uint32Array;
}

/** Collects values by keys. Those of one key are added in ascending order; one that comes again counts once. */
export class Groups {
  readonly #keys: Uint32Array;
  readonly #values: Uint32Array;
  /** For each key one more than the last value that was added. */
  readonly #last: Uint32Array;
  #count = 0;

  /** Keys are below the first number; at most as many values as the second are added. */
  constructor(keys: number, most: number) {
    this.#last = new Uint32Array(keys);
    this.#keys = new Uint32Array(most);
    this.#values = new Uint32Array(most);
  }

  /** Adds a value. */
  add(key: number, value: number): void {
    if (this.#last[key] === value + 1) return;
    this.#last[key] = value + 1;
    this.#keys[this.#count] = key;
    this.#values[this.#count++] = value;
  }

  /** What was added (counting sort). */
  grouped(): Grouped {
    const keys = this.#keys.subarray(0, this.#count);
    const at = new Uint32Array(this.#last.length + 1);
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index] ?? 0;
      at[key + 1] = (at[key + 1] ?? 0) + 1;
    }
    const next = summed(at).slice();
    const values = new Uint32Array(keys.length);
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index] ?? 0;
      const place = next[key] ?? 0;
      values[place] = this.#values[index] ?? 0;
      next[key] = place + 1;
    }
    return { at, values };
  }
}

/** Makes counts that stand one place later into where each begins. */
function summed(at: Uint32Array): Uint32Array {
  let sum = 0;
  for (let index = 0; index < at.length; index++) at[index] = sum += at[index] ?? 0;
  return at;
}
