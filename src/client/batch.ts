import {
  type BatchResult,
  CortexError,
  type InputOf,
  type OperationName,
  type OutputOf,
} from "../contract/wire.ts";
import type { UntypedCall } from "./call.ts";
import { daemonError } from "./reply.ts";
import type { CallOptions } from "./types.ts";

/** Operations that a batch may hold: all but itself. */
export type BatchedName = Exclude<OperationName, "batch">;

/** One call of a batch. */
export interface BatchedCall<N extends BatchedName> {
  /** The operation. */
  readonly name: N;
  /** Its data, where it needs some. */
  readonly input?: InputOf<N>;
}

/** What came of one call: its answer, or why there is none. */
export type BatchOutcome<N extends BatchedName> = { readonly ok: OutputOf<N> } | {
  readonly error: CortexError;
};

/**
 * Runs up to 100 calls one after the other, in one request; the outcomes come in their order. Fails with a
 * CortexError only where the batch as a whole could not be run.
 */
export type Batch = <const N extends readonly BatchedName[]>(
  calls: { readonly [I in keyof N]: BatchedCall<N[I]> },
  options?: CallOptions,
) => Promise<{ -readonly [I in keyof N]: BatchOutcome<N[I]> }>;

/** Batches over single calls. */
export function batchOf(call: UntypedCall): Batch {
  const batch = async (calls: readonly BatchedCall<BatchedName>[], options?: CallOptions) => {
    const { results } = await call("batch", { calls }, options) as OutputOf<"batch">;
    return results.map(outcomeOf);
  };
  // The daemon answers each call by its own operation, in their order.
  return batch as Batch;
}

function outcomeOf(result: BatchResult): { readonly ok: object } | { readonly error: CortexError } {
  if ("ok" in result) return result;
  const unknown = () => new CortexError("BAD_REPLY", "Cannot read a result of the batch: it is none");
  return { error: daemonError({ ...result }) ?? unknown() };
}
