import type { OutputOf } from "../contract/mod.ts";
import type { Clock } from "./clock.ts";

/** Bounds of a cache. */
export interface CacheLimits {
  /** Results kept at most. */
  readonly max_entries: number;
  /** What all results together may weigh, in the unit that {@link ResultCache.set} is told. */
  readonly max_weight: number;
  /** How long a result is kept, milliseconds. */
  readonly ttl_ms: number;
}

/** Results by what was asked, the least recently used leave first. */
export interface ResultCache<T> {
  get(key: string): T | undefined;
  set(key: string, result: T, weight: number): void;
  /** Forgets all; gives how many there were. */
  clear(): number;
  stats(): OutputOf<"cache.stats">;
}

/** An empty cache. */
export function createResultCache<T>(
  clock: Clock,
  { max_entries, max_weight, ttl_ms }: CacheLimits,
): ResultCache<T> {
  const entries = new Map<string, { readonly result: T; readonly weight: number; readonly until: number }>();
  let kept = 0;
  let [hits, misses] = [0, 0];
  const remove = (key: string): void => {
    kept -= entries.get(key)?.weight ?? 0;
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
    set(key, result, weight) {
      remove(key);
      entries.set(key, { result, weight, until: clock.steady() + ttl_ms });
      kept += weight;
      for (const oldest of entries.keys()) {
        if (entries.size <= max_entries && kept <= max_weight) break;
        remove(oldest);
      }
    },
    clear() {
      const count = entries.size;
      entries.clear();
      kept = 0;
      return count;
    },
    stats: () => ({
      entries: entries.size,
      max_entries,
      ttl_seconds: ttl_ms / 1000,
      hits,
      misses,
    }),
  };
}
