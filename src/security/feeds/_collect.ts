import type { Advisory, FeedOptions } from "../advisory.ts";

/** Adds those that are to be kept. */
export function collect(kept: Advisory[], found: Iterable<Advisory>, { keep }: FeedOptions): void {
  for (const advisory of found) {
    if (keep?.(advisory) !== false) kept.push(advisory);
  }
}
