import { CortexError } from "../contract/wire.ts";
import { toFault } from "./faults.ts";
import { type Joined, joinSignals } from "./joined.ts";
import { HOST } from "./permissions.ts";
import { responseError } from "./reply.ts";
import type { HttpCall } from "./request.ts";
import type { Transport } from "./runtime.ts";

/** A stream that the daemon has opened. */
export interface LineStream {
  /** Number of the item after which it begins; undefined where items have none. */
  readonly cursor: number | undefined;
  /** Its lines, as they come; an empty one is a sign of life. Fails with a CortexError. */
  readonly lines: AsyncGenerator<string, void, undefined>;
}

/** Opens a stream of lines. Fails with the daemon's own error or with a fault of the connection. */
export type OpenLines = (name: string, call: HttpCall, signal: AbortSignal) => Promise<LineStream>;

/**
 * Lines over HTTP on a Unix socket.
 * @param silence_ms A stream that says nothing for so long is lost: the daemon shows three times as often that it
 * lives.
 */
export function lineOpener(socket: string, transport: Transport, silence_ms = 45_000): OpenLines {
  return async (name, { method, target, body }, signal) => {
    const silence = new AbortController();
    const patience = patienceOf(silence, silence_ms);
    const end = joinSignals(signal, silence.signal);
    const fault = (thrown: unknown) => thrown instanceof CortexError ? thrown : toFault(thrown, name, socket);
    patience.begin();
    try {
      const response = await transport.fetch(`http://${HOST}${target}`, {
        method,
        body,
        headers: {
          accept: "application/x-ndjson",
          ...(body === null ? {} : { "content-type": "application/json" }),
        },
        signal: end.signal,
      });
      if (!response.ok) throw await responseError(name, response);
      if (response.body === null) {
        throw new CortexError("BAD_REPLY", `Cannot read the stream "${name}": it is empty`);
      }
      const cursor = response.headers.get("x-last-event-id");
      return {
        cursor: cursor === null ? undefined : Number(cursor),
        lines: linesOf(response.body, patience, end, fault),
      };
    } catch (thrown) {
      end.forget();
      throw fault(thrown);
    } finally {
      patience.end();
    }
  };
}

/** Ends a connection over which nothing has come for too long, while something is waited for. */
interface Patience {
  begin(): void;
  end(): void;
}

function patienceOf(silence: AbortController, ms: number): Patience {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    begin: () => {
      timer = setTimeout(() => silence.abort(new Error(`nothing came within ${ms} ms`)), ms);
    },
    end: () => clearTimeout(timer),
  };
}

async function* linesOf(
  body: ReadableStream<Uint8Array>,
  patience: Patience,
  { signal, forget }: Joined,
  fault: (thrown: unknown) => CortexError,
): AsyncGenerator<string, void, undefined> {
  const reader = body.getReader();
  // What the signal of a request does once its reply is read is not certain; this is.
  const stop = () => void reader.cancel(signal.reason).catch(() => {});
  signal.addEventListener("abort", stop, { once: true });
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      patience.begin();
      const { done, value } = await reader.read();
      patience.end();
      if (done) return signal.throwIfAborted();
      const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
  } catch (thrown) {
    throw fault(thrown);
  } finally {
    patience.end();
    signal.removeEventListener("abort", stop);
    forget();
    // The connection may be gone already.
    reader.cancel().catch(() => {});
  }
}
