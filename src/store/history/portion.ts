/** How much of a work is done at once, so that nobody waits for long. */
export interface Portion {
  /** Things in the next step. */
  readonly size: number;
  /** Runs a step; the next is sized by the time that this one took. */
  run<T>(step: (size: number) => T): T;
}

/** What a step is to take: less than half of what a client may be kept waiting. */
const TARGET_MS = 4;

/** A step may have as much more than the last as this. */
const GROWTH = 2;

/** Share of the most that the first step has: how long one takes is not known yet. */
const FIRST = 1 / 8;

/** Steps of at most so many things, measured by a clock in milliseconds; smaller ones where the disk is slow. */
export function createPortion(most: number, steady: () => number): Portion {
  let size = Math.max(1, Math.floor(most * FIRST));
  return {
    get size() {
      return size;
    },
    run: (step) => {
      const before = steady();
      try {
        return step(size);
      } finally {
        const wanted = size * Math.min(GROWTH, TARGET_MS / Math.max(steady() - before, Number.EPSILON));
        size = Math.min(most, Math.max(1, Math.floor(wanted)));
      }
    },
  };
}
