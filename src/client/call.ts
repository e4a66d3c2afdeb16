import {
  CortexError,
  type Route,
  ROUTES,
  SUBSCRIPTION_ROUTES,
  type SubscriptionName,
} from "../contract/wire.ts";
import { cancelled, type Exchange } from "./exchange.ts";
import { joinSignals } from "./joined.ts";
import type { ConnectOptions } from "./options.ts";
import { readReply } from "./reply.ts";
import { httpCall } from "./request.ts";
import { mayRetry, RETRY, type RetryPolicy, type Timing, withRetry } from "./retry.ts";
import type { UntypedSubscribe } from "./subscribe.ts";
import type { CallOptions, Calls, SubscribeOptions } from "./types.ts";

/** A call before its types: name, data, options. */
export type UntypedCall = (name: string, input?: object, options?: CallOptions) => Promise<unknown>;

const ONCE: RetryPolicy = { ...RETRY, attempts: 1 };

/** Sends operations by their routes and tries again what passes; {@link Calls} says what goes in and comes out. */
export function caller(
  exchange: Exchange,
  connection: Pick<ConnectOptions, "timeout_ms" | "retry" | "signal">,
  timing: Timing,
): UntypedCall {
  const usual = connection.retry === false ? ONCE : { ...RETRY, ...connection.retry };
  return async (name, input = {}, options = {}) => {
    const route = routeOf(name);
    const http = httpCall(name, route, { ...input });
    const { signal, forget } = joinSignals(connection.signal, options.signal);
    const timeout_ms = options.timeout_ms ?? connection.timeout_ms ?? 35_000;
    const attempt = async () => {
      if (signal.aborted) throw cancelled(name, signal);
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
    } finally {
      forget();
    }
  };
}

function routeOf(name: string): Route {
  const known: Readonly<Record<string, Route>> = ROUTES;
  const route = Object.hasOwn(known, name) ? known[name] : undefined;
  if (route !== undefined) return route;
  throw new CortexError("UNKNOWN_OPERATION", `Cannot call "${name}": there is no operation of that name`);
}

/** Subjects and verbs, from the names of the operations that have both. */
export function callsOf(call: UntypedCall, subscribe: UntypedSubscribe): Calls {
  const subjects: Record<string, Record<string, unknown>> = {};
  const put = (name: string, run: unknown) => {
    const [subject = "", verb] = name.split(".");
    if (verb !== undefined) (subjects[subject] ??= {})[verb] = run;
  };
  for (const name of Object.keys(ROUTES)) {
    put(name, (input?: object, options?: CallOptions) => call(name, input, options));
  }
  for (const name of Object.keys(SUBSCRIPTION_ROUTES) as SubscriptionName[]) {
    put(name, (input?: object, options?: SubscribeOptions) => subscribe(name, input, options));
  }
  return subjects as unknown as Calls;
}
