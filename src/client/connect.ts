import { answerer } from "./answer.ts";
import { batchOf } from "./batch.ts";
import { caller, callsOf } from "./call.ts";
import { denoRuntime } from "./deno_runtime.ts";
import { cancelled, openExchange } from "./exchange.ts";
import { backupFetcher } from "./download.ts";
import { findSocket } from "./find.ts";
import { lineOpener } from "./line_stream.ts";
import { joinSignals } from "./joined.ts";
import type { ConnectOptions } from "./options.ts";
import { RETRY, systemTiming, withRetry } from "./retry.ts";
import type { Runtime } from "./runtime.ts";
import { subscriber } from "./subscribe.ts";
import { feedSender } from "./upload.ts";
import type { Client } from "./types.ts";

const NEVER = new AbortController().signal;

/**
 * Finds the daemon and opens a client on it. It needs the permissions of {@link permissionFlags} and no others.
 * Fails with SOCKET_NOT_FOUND, CONNECTION_REFUSED or SOCKET_DENIED: the text has every place that was tried, and
 * the flags of Deno where some are missing. Under Node it fails with UNAVAILABLE where the package undici is missing.
 */
export async function connect(options: ConnectOptions = {}): Promise<Client> {
  const { wait_ms = 0, signal = NEVER } = options;
  const policy = { ...RETRY, attempts: Number.POSITIVE_INFINITY, budget_ms: wait_ms };
  try {
    const runtime = await thisRuntime();
    const socket = await withRetry(() => findSocket(options, runtime), (error) => error.row.passing, {
      policy,
      timing: systemTiming,
      signal,
    });
    return openClient(socket, options, runtime);
  } catch (error) {
    if (signal.aborted) throw cancelled("connect", signal);
    throw error;
  }
}

/** The runtime of this process. What Node needs is loaded there only. */
async function thisRuntime(): Promise<Runtime> {
  if ("Deno" in globalThis) return denoRuntime;
  const { nodeRuntime } = await import("./node_runtime.ts");
  return await nodeRuntime();
}

/** A client on a socket that is known. */
function openClient(socket: string, options: ConnectOptions, runtime: Runtime): Client {
  const transport = runtime.openTransport(socket);
  const call = caller(openExchange(socket, transport), options, systemTiming);
  const closed = new AbortController();
  const life = joinSignals(closed.signal, options.signal);
  const open = lineOpener(socket, transport);
  const subscribe = subscriber(
    open,
    { ...options, signal: life.signal },
    systemTiming,
  );
  const close = () => {
    closed.abort();
    life.forget();
    transport.close();
  };
  return {
    ...callsOf(call, subscribe),
    socket,
    call: call as Client["call"],
    subscribe: subscribe as Client["subscribe"],
    answer: answerer(open, life.signal) as Client["answer"],
    batch: batchOf(call),
    fetchBackup: backupFetcher(transport, socket),
    sendFeed: feedSender(transport, socket),
    close,
    [Symbol.asyncDispose]: () => Promise.resolve(close()),
  };
}
