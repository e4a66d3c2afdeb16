import assert from "node:assert/strict";
import fc from "fast-check";

/** No input may keep the program busy for longer. */
const HANG_MS = 1000;

/** Times that an input is tried which took as long. */
const TRIES = 3;

/** How many inputs, and, to do a run again, from which seed and along which path. */
export interface FuzzRun {
  readonly runs: number;
  readonly seed?: number;
  readonly path?: string;
}

/** What a run found. */
export interface FuzzOutcome {
  readonly inputs: number;
  /** Longest time that one input took. */
  readonly worst_ms: number;
  /** The least input that was not handled as it must be, with its seed and path; null: there was none. */
  readonly failure: string | null;
}

/** Something that takes input from outside. */
export interface FuzzTarget {
  readonly name: string;
  run(options: FuzzRun): Promise<FuzzOutcome>;
}

/** `examine` throws for an input that is not handled as it must be: taken, or refused with a typed error. */
export function fuzzTarget<T>(
  name: string,
  inputs: fc.Arbitrary<T>,
  examine: (input: T) => void | Promise<void>,
): FuzzTarget {
  return {
    name,
    run: async ({ runs, ...again }) => {
      let worst_ms = 0;
      const property = fc.asyncProperty(inputs, async (input) => {
        const took_ms = await leastTime(() => examine(input));
        worst_ms = Math.max(worst_ms, took_ms);
        assert(took_ms < HANG_MS, `It took ${Math.round(took_ms)} ms`);
      });
      const details = await fc.check(property, { numRuns: runs, ...again });
      return {
        inputs: details.numRuns,
        worst_ms,
        failure: details.failed
          ? `${fc.defaultReportMessage(details)}\n${stackOf(details.errorInstance)}`
          : null,
      };
    },
  };
}

/** How long something takes, milliseconds: what was slow only because the machine was busy is not so each time. */
async function leastTime(run: () => void | Promise<void>): Promise<number> {
  let least_ms = Infinity;
  for (let tries = 0; tries < TRIES && least_ms >= HANG_MS; tries++) {
    const begun = performance.now();
    await run();
    least_ms = Math.min(least_ms, performance.now() - begun);
  }
  return least_ms;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? error.stack ?? error.message : String(error);
}

/** Fails with what was thrown unless it is an error of a class, as `new` makes it. */
export function assertTyped<E extends Error>(
  error: unknown,
  type: abstract new (...args: never[]) => E,
): asserts error is E {
  if (error instanceof type) return;
  throw new assert.AssertionError({ message: `It is no ${type.name}: ${stackOf(error)}` });
}
