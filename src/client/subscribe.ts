import { CortexError, SUBSCRIPTION_ROUTES, type SubscriptionName } from "../contract/wire.ts";
import { joinSignals } from "./joined.ts";
import type { OpenLines } from "./line_stream.ts";
import type { ConnectOptions } from "./options.ts";
import { placeOf } from "./place.ts";
import { httpCall } from "./request.ts";
import { pauseBefore, RETRY, type RetryPolicy, type Timing } from "./retry.ts";
import { itemOf } from "./stream_item.ts";
import type { SubscribeOptions } from "./types.ts";

/** A subscription before its types. */
export type UntypedSubscribe = (
  name: SubscriptionName,
  input?: object,
  options?: SubscribeOptions,
) => AsyncGenerator<unknown, void, undefined>;

/** Follows subscriptions, over as many connections as it takes. */
export function subscriber(
  open: OpenLines,
  connection: Pick<ConnectOptions, "retry" | "signal">,
  timing: Timing,
): UntypedSubscribe {
  const policy: RetryPolicy = {
    ...RETRY,
    ...(connection.retry === false ? { attempts: 1 } : connection.retry),
  };
  return async function* (name, input = {}, options = {}) {
    const { signal, forget } = joinSignals(connection.signal, options.signal);
    const place = placeOf(name);
    let opened = false;
    let number = 1;
    try {
      while (!signal.aborted) {
        try {
          const call = httpCall(name, SUBSCRIPTION_ROUTES[name], { ...input, ...place.input });
          const { cursor, lines } = await open(name, call, signal);
          place.begin(cursor);
          opened = true;
          for await (const line of lines) {
            number = 1;
            if (line === "") continue;
            const item = itemOf(name, line);
            if (place.take(item)) yield item;
          }
          if (place.over) return;
          throw new CortexError("CONNECTION_LOST", `Cannot go on with "${name}": the connection ended`);
        } catch (error) {
          if (signal.aborted) return;
          if (!(error instanceof CortexError) || !error.row.passing) throw error;
          // A daemon that has answered once is waited for as long as it takes.
          if (!opened && number >= policy.attempts) throw error;
          options.onLost?.(error);
          const pause_ms = pauseBefore(Math.min(++number, 32), error, policy, timing.random());
          await timing.sleep(pause_ms, signal).catch(() => {});
        }
      }
    } finally {
      forget();
    }
  };
}
