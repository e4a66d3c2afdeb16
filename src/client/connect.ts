import { CortexError, type Route, ROUTES } from "../contract/wire.ts";
import { cancelled, type Exchange, openExchange } from "./exchange.ts";
import { findSocket } from "./find.ts";
import type { PlaceOptions } from "./places.ts";
import { readReply } from "./reply.ts";
import { httpCall } from "./request.ts";
import { mayRetry, RETRY, type RetryPolicy, systemTiming, type Timing, withRetry } from "./retry.ts";
import type { CallOptions, Calls, Client } from "./types.ts";

/** What {@link connect} takes; nothing is required. */
export interface ConnectOptions extends PlaceOptions {
  /**
   * Longest time one try of a call may take, milliseconds. A little more than the daemon gives an operation, so
   * that its own TIMEOUT, which says more, comes first.
   * @default {35000}
   */
  readonly timeout_ms?: number;
  /** Other tries and pauses than the usual ones; `false`: one try only. */
  readonly retry?: Partial<RetryPolicy> | false;
  /**
   * How long to wait for a daemon that does not run yet, milliseconds.
   * @default {0}
   */
  readonly wait_ms?: number;
  /** Ends the waiting, and later every call; both then fail with CANCELLED. */
  readonly signal?: AbortSignal;
  /** Clock and chance of the pauses, for tests. */
  readonly timing?: Timing;
}

const ONCE: RetryPolicy = { ...RETRY, attempts: 1 };
const NEVER = new AbortController().signal;

/**
 * Finds the daemon and opens a client on it. Nothing but the permissions of {@link permissionFlags} is needed.
 * Fails with SOCKET_NOT_FOUND, CONNECTION_REFUSED or SOCKET_DENIED: its text has every place that was tried, and
 * the flags of Deno that are missing.
 */
export async function connect(options: ConnectOptions = {}): Promise<Client> {
  const { wait_ms = 0, timing = systemTiming, signal = NEVER } = options;
  const policy = { ...RETRY, attempts: Number.POSITIVE_INFINITY, budget_ms: wait_ms };
  try {
    const socket = await withRetry(() => findSocket(options), (error) => error.row.passing, {
      policy,
      timing,
      signal,
    });
    return openClient(socket, options);
  } catch (error) {
    if (signal.aborted) throw cancelled("connect", signal);
    throw error;
  }
}

/** A client on a socket that is known. */
function openClient(socket: string, options: ConnectOptions): Client {
  const [exchange, close] = openExchange(socket);
  const call = caller(exchange, options);
  return {
    ...callsOf(call),
    socket,
    call: call as Client["call"],
    close,
    [Symbol.asyncDispose]: () => Promise.resolve(close()),
  };
}

type UntypedCall = (name: string, input?: object, options?: CallOptions) => Promise<unknown>;

/** Sends operations by their routes; the types of {@link Client} say what goes in and comes out. */
function caller(exchange: Exchange, connection: ConnectOptions): UntypedCall {
  const { timing = systemTiming, timeout_ms: usual_ms = 35_000 } = connection;
  const usual = connection.retry === false ? ONCE : { ...RETRY, ...connection.retry };
  return async (name, input = {}, options = {}) => {
    const route = routeOf(name);
    const http = httpCall(name, route, { ...input });
    const signals = [connection.signal, options.signal].filter((signal) => signal !== undefined);
    const signal = AbortSignal.any(signals);
    const attempt = async () => {
      if (signal.aborted) throw cancelled(name, signal);
      const timeout_ms = options.timeout_ms ?? usual_ms;
      return readReply(
        name,
        await exchange(name, http, { timeout_ms, signal, request_id: options.request_id }),
      );
    };
    const policy = options.retry === false ? ONCE : usual;
    try {
      return await withRetry(attempt, (error) => mayRetry(error, route.kind), { policy, timing, signal });
    } catch (error) {
      if (signal.aborted) throw cancelled(name, signal);
      throw error;
    }
  };
}

function routeOf(name: string): Route {
  const known: Readonly<Record<string, Route>> = ROUTES;
  const route = Object.hasOwn(known, name) ? known[name] : undefined;
  if (route !== undefined) return route;
  throw new CortexError("UNKNOWN_OPERATION", `Cannot call "${name}": there is no operation of that name`);
}

/** Subjects and verbs from the names of the operations. */
function callsOf(call: UntypedCall): Calls {
  const subjects: Record<string, Record<string, unknown>> = {};
  for (const name of Object.keys(ROUTES)) {
    const [subject = "", verb = ""] = name.split(".");
    (subjects[subject] ??= {})[verb] = (input?: object, options?: CallOptions) => call(name, input, options);
  }
  return subjects as unknown as Calls;
}
