/** What a thread's heap holds, garbage that was not collected yet included, and what it may hold. */
export interface Heap {
  readonly bytes: number;
  /** null while it is so small that nobody needs to know. */
  readonly limit_bytes: number | null;
}

/** A heap that is worth a look at its limit: no worker of ours has one at rest. */
const NOTABLE_BYTES = 32 * 1024 * 1024;

/** This thread's heap. V8 is asked for the limit once it matters: the module that can takes 2 MB of each thread. */
export async function ownHeap(): Promise<Heap> {
  const bytes = Deno.memoryUsage().heapUsed;
  if (bytes < NOTABLE_BYTES) return { bytes, limit_bytes: null };
  const { getHeapStatistics } = await import("node:v8");
  return { bytes, limit_bytes: getHeapStatistics().heap_size_limit };
}
