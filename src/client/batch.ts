import { type BatchResult, CortexError, type OutputOf } from "../contract/wire.ts";
import type { UntypedCall } from "./call.ts";
import { daemonError } from "./reply.ts";
import type { Batch, BatchedCall, BatchedName, CallOptions } from "./types.ts";

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
