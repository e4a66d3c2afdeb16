/** A worker that dies in the way it is told to. */
import { serveLink } from "../../src/core/serve_link.ts";
import type { LinkProtocol } from "../../src/core/worker_protocol.ts";

/** Ways to go. */
export interface Mortal extends LinkProtocol {
  readonly calls: {
    readonly live: { readonly input: null; readonly output: string };
    readonly throw_later: { readonly input: null; readonly output: null };
    readonly reject_later: { readonly input: null; readonly output: null };
    readonly close: { readonly input: null; readonly output: null };
    readonly loop: { readonly input: number; readonly output: null };
    readonly grow: { readonly input: number; readonly output: number };
  };
  readonly events: Record<never, never>;
}

const kept: unknown[] = [];

serveLink<Mortal>(() => ({
  live: () => "alive",
  throw_later() {
    setTimeout(() => {
      throw new Error("thrown in a timer");
    });
    return null;
  },
  reject_later() {
    void Promise.reject(new Error("rejected by nobody's promise"));
    return null;
  },
  close() {
    setTimeout(() => globalThis.close());
    return null;
  },
  loop(ms) {
    const end = performance.now() + ms;
    while (performance.now() < end);
    return null;
  },
  grow(megabytes) {
    for (let count = 0; count < megabytes; count++) kept.push(Array.from({ length: 131_072 }, () => count));
    return kept.length;
  },
}));
