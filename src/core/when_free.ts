import { toCortexError } from "../contract/mod.ts";
import { sleep } from "./sleep.ts";

/** Pause between two tries. */
const PAUSE_MS = 10;

/**
 * Takes what another process may hold, as soon as it lets go: `take` is called again for as long as it throws
 * UNAVAILABLE. Fails with that after `patience_ms`, and with any other failure at once.
 */
export async function whenFree<T>(take: () => T, patience_ms: number): Promise<T> {
  for (const end = performance.now() + patience_ms;;) {
    try {
      return take();
    } catch (error) {
      if (toCortexError(error).code !== "UNAVAILABLE" || performance.now() >= end) throw error;
    }
    await sleep(PAUSE_MS);
  }
}
