import { CortexError } from "../contract/wire.ts";
import { toFault } from "./faults.ts";
import { joinSignals } from "./joined.ts";
import { HOST } from "./permissions.ts";
import type { RawReply } from "./reply.ts";
import type { HttpCall } from "./request.ts";
import type { Transport } from "./runtime.ts";

/** What one exchange may take and who may end it. */
export interface ExchangeOptions {
  readonly timeout_ms: number;
  readonly signal: AbortSignal;
  readonly request_id: string | undefined;
}

/** Sends one request and reads its whole reply. Fails with TIMEOUT, CANCELLED or a fault of the connection. */
export type Exchange = (name: string, call: HttpCall, options: ExchangeOptions) => Promise<RawReply>;

/** An exchange over HTTP on a Unix socket, connections kept. */
export function openExchange(socket: string, transport: Transport): Exchange {
  return async (name, { method, target, body }, { timeout_ms, signal, request_id }) => {
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), timeout_ms);
    const end = joinSignals(signal, timeout.signal);
    try {
      const response = await transport.fetch(`http://${HOST}${target}`, {
        method,
        body,
        headers: {
          ...(body === null ? {} : { "content-type": "application/json" }),
          ...(request_id === undefined ? {} : { "x-request-id": request_id }),
        },
        signal: end.signal,
      });
      const text = await response.text();
      return { status: response.status, text, request_id: response.headers.get("x-request-id") };
    } catch (thrown) {
      if (signal.aborted) throw cancelled(name, signal);
      if (timeout.signal.aborted) {
        throw new CortexError("TIMEOUT", `Cannot call "${name}": no reply within ${timeout_ms} ms`);
      }
      throw toFault(thrown, name, socket);
    } finally {
      clearTimeout(timer);
      end.forget();
    }
  };
}

/** What a call ends with when its caller gave up. */
export function cancelled(name: string, signal: AbortSignal): CortexError {
  return new CortexError("CANCELLED", `Cannot call "${name}": cancelled by the caller`, {
    cause: signal.reason,
  });
}
