/**
 * A worker in the place of any part's own: it starts and loads as that one does, and dies of whatever else it is
 * asked, in the way that its address names (`?way=throw`).
 */
import { getHeapStatistics } from "node:v8";
import { serveLink } from "../../src/core/serve_link.ts";
import type { LinkProtocol } from "../../src/core/worker_protocol.ts";

/** Longer than any test waits for a heart-beat: nothing can stop a thread that loops. */
const LOOP_MS = 3000;

/** Share of its heap that one fills that grows: beyond the whole it would end the process before anybody looks. */
const FILLED_SHARE = 0.9;

const kept: number[][] = [];

function grow(): void {
  const { used_heap_size, heap_size_limit } = getHeapStatistics();
  if (used_heap_size < heap_size_limit * FILLED_SHARE) {
    kept.push(...Array.from({ length: 4 }, () => new Array(131_072).fill(0.5)));
  }
}

const WAYS: Readonly<Record<string, () => void>> = {
  throw: () => {
    throw new Error("thrown as it was told");
  },
  reject: () => void Promise.reject(new Error("rejected as it was told")),
  close: () => globalThis.close(),
  exit: () => Deno.exit(1),
  grow: () => void setInterval(grow, 10),
  loop: () => {
    for (const end = performance.now() + LOOP_MS; performance.now() < end;);
  },
};

const die = (after_ms: number) =>
  setTimeout(WAYS[new URL(import.meta.url).searchParams.get("way") ?? ""] ?? Deno.exit, after_ms);

/** What is started is to run for a moment. */
const START_MS = 50;

const LIVING: Readonly<Record<string, unknown>> = {
  load: { context_tokens: 512 },
  unload: null,
};

serveLink<LinkProtocol>(() =>
  new Proxy({}, {
    get: (_, name) => () => {
      if (name in LIVING) return LIVING[String(name)];
      die(name === "start" ? START_MS : 0);
      return name === "start" ? null : new Promise(() => {});
    },
  })
);
