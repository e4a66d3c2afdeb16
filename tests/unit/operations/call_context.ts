import type { CallContext } from "../../../src/operations/mod.ts";

/** A client on the control socket that stays. */
export function callContext(more: Partial<CallContext> = {}): CallContext {
  return {
    request_id: "r-1",
    transport: "http",
    scope: "control",
    signal: new AbortController().signal,
    ...more,
  };
}
