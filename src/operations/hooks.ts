import type { ErrorCode, OperationName } from "../contract/mod.ts";
import type { Call } from "./handler.ts";

/**
 * Who wants to know of every operation. Called on the way of each request: it must return at once and never throw.
 * A call of a batch is told like any other, within the batch.
 */
export interface OperationHooks {
  started(name: OperationName, transport: Call["transport"]): void;
  /** @param duration_ms From the call to its answer, the time in line included. */
  finished(name: OperationName, transport: Call["transport"], duration_ms: number): void;
  /** @param code As the client is told. */
  failed(name: OperationName, transport: Call["transport"], duration_ms: number, code: ErrorCode): void;
}
