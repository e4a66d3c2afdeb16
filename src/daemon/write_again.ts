import type { Alerts } from "../alerts/mod.ts";
import type { EventLog } from "../events/mod.ts";
import type { History } from "../metrics/mod.ts";
import type { Store } from "../store/mod.ts";
import type { Folders } from "./folders.ts";

/** Pause between two attempts: what is promised is 10 seconds, however seldom the host is sampled. */
const PAUSE_MS = 5000;

/** Who holds what could not be written. */
export interface Waiting {
  readonly folders: Pick<Folders, "lockState">;
  readonly store: Pick<Store, "health" | "checkFile" | "reopen">;
  readonly events: Pick<EventLog, "flush">;
  readonly alerts: Pick<Alerts, "flush">;
  readonly history: Pick<History, "flush">;
}

/**
 * Tries again and again to write what a full or read-only disk has refused, or what was removed; into a folder that
 * nobody else has locked meanwhile.
 */
export function writeAgain(waiting: Waiting): Disposable {
  const timer = setInterval(() => tryOnce(waiting), PAUSE_MS);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/** Tries it once. */
export function tryOnce({ folders, store, events, alerts, history }: Waiting): void {
  if (folders.lockState()) store.reopen();
  store.checkFile();
  if (store.health().state === "failing") {
    alerts.flush();
    history.flush();
  }
  events.flush();
}
