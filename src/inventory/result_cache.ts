import type { OutputOf } from "../contract/mod.ts";
import type { Clock } from "../core/clock.ts";

/** Results kept at most. */
const MAX_ENTRIES = 1000;
/** How long a result is kept, milliseconds. */
const TTL_MS = 300_000;
/** Items of all results together: what a thousand results of the largest pages would cost is not worth it. */
const MAX_ITEMS = 20_000;

/** Results of searches by what was asked, the least recently used leave first. */
export interface ResultCache<T> {
  get(key: string): T | undefined;
  /** @param items How many items the result has. */
  set(key: string, result: T, items: number): void;
  /** Forgets all; gives how many there were. */
  clear(): number;
  stats(): OutputOf<"cache.stats">;
}

/** An empty cache. */
export function createResultCache<T>(clock: Clock): ResultCache<T> {
  const entries = new Map<string, { readonly result: T; readonly items: number; readonly until: number }>();
  let items_kept = 0;
  let [hits, misses] = [0, 0];
  const remove = (key: string): void => {
    items_kept -= entries.get(key)?.items ?? 0;
    entries.delete(key);
  };
  return {
    get(key) {
      const found = entries.get(key);
      if (found === undefined || found.until <= clock.steady()) {
        remove(key);
        misses++;
        return undefined;
      }
      entries.delete(key);
      entries.set(key, found);
      hits++;
      return found.result;
    },
    set(key, result, items) {
      remove(key);
      entries.set(key, { result, items, until: clock.steady() + TTL_MS });
      items_kept += items;
      for (const oldest of entries.keys()) {
        if (entries.size <= MAX_ENTRIES && items_kept <= MAX_ITEMS) break;
        remove(oldest);
      }
    },
    clear() {
      const count = entries.size;
      entries.clear();
      items_kept = 0;
      return count;
    },
    stats: () => ({
      entries: entries.size,
      max_entries: MAX_ENTRIES,
      ttl_seconds: TTL_MS / 1000,
      hits,
      misses,
    }),
  };
}
