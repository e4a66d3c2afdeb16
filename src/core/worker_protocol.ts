import type { ErrorBody } from "../contract/wire.ts";
import type { Heap } from "./heap.ts";

/** What a worker answers and tells of its own accord. A type only: the calls' names and what goes in and out. */
export interface LinkProtocol {
  readonly calls: Readonly<Record<string, { readonly input: unknown; readonly output: unknown }>>;
  readonly events: Readonly<Record<string, unknown>>;
}

/**
 * Messages to a worker. Every message crosses as one JSON string: structured clone of an object of 100 kB takes
 * sixty times as long.
 */
export type ToWorker =
  | { readonly type: "call"; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly type: "cancel"; readonly id: number }
  | { readonly type: "ping" };

/** Messages from a worker. */
export type FromWorker =
  | { readonly type: "ready" }
  | { readonly type: "output"; readonly id: number; readonly output: unknown }
  /** `error` where the caller may see it; else `fault`, the text of an exception. */
  | { readonly type: "failure"; readonly id: number; readonly error?: ErrorBody; readonly fault?: string }
  | { readonly type: "event"; readonly name: string; readonly data: unknown }
  | { readonly type: "pong"; readonly heap: Heap }
  /** Its last words: it closes itself, of which Deno tells nobody. */
  | { readonly type: "closing" }
  /** An exception nobody caught: the worker is to be ended. */
  | { readonly type: "fault"; readonly message: string };
