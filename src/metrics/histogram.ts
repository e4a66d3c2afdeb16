import type { Point } from "./metric.ts";

/** How often values were how large. */
export class Histogram {
  readonly #bounds: readonly number[];
  /** Values up to each bound, not counting those up to the one before; the last is what was larger still. */
  readonly #buckets: Float64Array;
  #sum = 0;

  /** @param bounds Upper bounds of the buckets, ascending. */
  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.#buckets = new Float64Array(bounds.length + 1);
  }

  /** Values so far. */
  get count(): number {
    return this.#buckets.reduce((sum, values) => sum + values, 0);
  }

  add(value: number): void {
    this.#sum += value;
    let bucket = 0;
    while (value > (this.#bounds[bucket] ?? Infinity)) bucket++;
    this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + 1;
  }

  /** Buckets that hold all below them, then sum and count, as the text format wants them. */
  points(labels: Record<string, string>): Point[] {
    let values = 0;
    const cumulative = [...this.#buckets].map((more, index): Point => {
      values += more;
      const bound = this.#bounds[index];
      return {
        suffix: "_bucket",
        labels: { ...labels, le: bound === undefined ? "+Inf" : `${bound}` },
        value: values,
      };
    });
    return [
      ...cumulative,
      { suffix: "_sum", labels, value: this.#sum },
      { suffix: "_count", labels, value: values },
    ];
  }
}
