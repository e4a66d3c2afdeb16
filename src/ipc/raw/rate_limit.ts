import { CortexError } from "../../contract/mod.ts";
import { isMembers } from "./members.ts";

/** So many requests a second on one connection, as a bucket that refills; a whole second's worth may come at once. */
export class RateLimit {
  #tokens = 0;
  #at_ms = -Infinity;

  /** Takes the tokens of some requests that came together. Throws RATE_LIMITED. */
  take(per_second: number, requests: number, now_ms: number): void {
    // A batch larger than a second's worth passes when nothing else was asked for that long.
    const cost = Math.min(requests, per_second);
    this.#tokens = Math.min(per_second, this.#tokens + (now_ms - this.#at_ms) * per_second / 1000);
    this.#at_ms = now_ms;
    if (this.#tokens >= cost) {
      this.#tokens -= cost;
      return;
    }
    throw new CortexError(
      "RATE_LIMITED",
      `Cannot take the request: this connection may send ${per_second} a second`,
      { retry_after_seconds: 1, details: { per_second } },
    );
  }
}

/** How many requests a value counts as: each of a JSON-RPC batch, and each call of the operation `batch`. */
export function requestsIn(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  if (!isMembers(value)) return 1;
  const { method, params, Action: action } = value;
  const input = method === "batch" ? params : isMembers(action) ? action.payload : undefined;
  return isMembers(input) && Array.isArray(input.calls) ? Math.max(1, input.calls.length) : 1;
}
