import type { Alerts } from "../alerts/mod.ts";
import type { EventLog } from "../events/mod.ts";
import type { History } from "../metrics/mod.ts";
import type { Store } from "../store/mod.ts";

/** Pause between two attempts: what is promised is 10 seconds, however seldom the host is sampled. */
const PAUSE_MS = 5000;

/** Who holds what could not be written. */
export interface Waiting {
  readonly store: Pick<Store, "health">;
  readonly events: Pick<EventLog, "flush">;
  readonly alerts: Pick<Alerts, "flush">;
  readonly history: Pick<History, "flush">;
}

/** Tries again and again to write what a full or read-only disk has refused. */
export function writeAgain({ store, events, alerts, history }: Waiting): Disposable {
  const timer = setInterval(() => {
    if (store.health().state === "failing") {
      alerts.flush();
      history.flush();
    }
    events.flush();
  }, PAUSE_MS);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
