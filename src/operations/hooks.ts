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
  /**
   * Its reply is made, of an answer or a failure: told apart, as only then its size is known. Calls of a batch share
   * one reply, that of the batch.
   *
   * @param request_bytes What the client sent: the body over HTTP, the whole request on the raw socket.
   * @param reply_bytes What it is sent, alike.
   */
  replied(
    name: OperationName,
    transport: Call["transport"],
    request_bytes: number,
    reply_bytes: number,
  ): void;
}
