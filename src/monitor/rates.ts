/** Computes growth per second of counters, by name; a counter that is new or went back has not grown. */
export interface Rates {
  /** Growth of each counter since the update before, per second. */
  update(name: string, counters: readonly number[], steady_ms: number): number[];
  /** Forgets the names that were not updated at that time. */
  forgetOthers(steady_ms: number): void;
}

/** Rates without a past. */
export function createRates(): Rates {
  const before = new Map<string, { readonly counters: readonly number[]; readonly steady_ms: number }>();
  return {
    update(name, counters, steady_ms) {
      const last = before.get(name);
      before.set(name, { counters, steady_ms });
      const seconds = last ? (steady_ms - last.steady_ms) / 1000 : 0;
      return counters.map((value, index) => {
        const growth = value - (last?.counters[index] ?? value);
        return seconds > 0 && growth > 0 ? Math.round(100 * growth / seconds) / 100 : 0;
      });
    },
    forgetOthers(steady_ms) {
      for (const [name, last] of before) if (last.steady_ms !== steady_ms) before.delete(name);
    },
  };
}
