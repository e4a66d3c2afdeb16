import {
  BATCH_BYTES,
  type BatchCall,
  type BatchResult,
  CortexError,
  errorBody,
  findOperation,
  MAX_REPLY_BYTES,
  type OperationName,
  type OutputOf,
  toCortexError,
} from "../contract/mod.ts";
import type { Call } from "./handler.ts";

/** Runs one operation of a batch. Fails as the operation itself does. */
export type RunInside = (
  name: Exclude<OperationName, "batch">,
  input: unknown,
  batch: Call,
) => object | Promise<object>;

/**
 * Runs the calls of a batch one after the other, all in the one place that the batch has, so that batches never wait
 * for each other. Ends early only where the batch itself ends: by its deadline or its client.
 */
export async function runBatch(
  calls: readonly BatchCall[],
  batch: Call,
  run: RunInside,
): Promise<OutputOf<"batch">> {
  const results: BatchResult[] = [];
  let bytes = 0;
  for (const call of calls) {
    batch.signal.throwIfAborted();
    const result = await resultOf(call, batch, run);
    const size = encoder.encode(JSON.stringify(result)).byteLength;
    const fits = bytes + size <= BATCH_BYTES;
    if (fits) bytes += size;
    results.push(fits ? result : failure(tooLarge(), batch));
  }
  return { results };
}

const encoder = new TextEncoder();

async function resultOf({ name, input }: BatchCall, batch: Call, run: RunInside): Promise<BatchResult> {
  try {
    return { ok: { ...await run(nameOf(name), input, batch) } };
  } catch (thrown) {
    return failure(toCortexError(thrown), batch);
  }
}

function nameOf(name: string): Exclude<OperationName, "batch"> {
  const known = findOperation(name)?.name;
  if (known === undefined) {
    throw new CortexError("UNKNOWN_OPERATION", `Cannot run "${name}": there is no such operation`);
  }
  if (known === "batch") throw nestedBatch();
  return known;
}

/** The error for a batch inside a batch, whatever form the outer one has. */
export function nestedBatch(): CortexError {
  return new CortexError(
    "INVALID_REQUEST",
    "Cannot run a batch inside a batch: put its calls into the outer one",
  );
}

function failure(error: CortexError, { request_id }: Call): BatchResult {
  const { details, ...body } = errorBody(error, request_id);
  return { error: details === undefined ? body : { ...body, details: { ...details } } };
}

function tooLarge(): CortexError {
  return new CortexError(
    "REPLY_TOO_LARGE",
    "Cannot send the answer: the results of the batch are too large together; ask for fewer at once",
    { details: { limit_bytes: MAX_REPLY_BYTES } },
  );
}
