import type { Alert, AlertCounts, OutputOf, ParsedInputOf, PersistentUser } from "../contract/mod.ts";
import type { Config } from "../config/mod.ts";
import type { Clock } from "../core/clock.ts";
import type { Sample } from "../core/sample.ts";
import type { EventRow, Store } from "../store/mod.ts";
import type { AlertStatuses } from "./book.ts";
import type { Checked } from "./rule.ts";
import type { Notice } from "./notice.ts";
import type { Outbox } from "./outbox/outbox.ts";

/** What the alerts need. */
export interface AlertsOptions {
  readonly store: Store;
  /** The configuration in force; asked each time. */
  config(): Config;
  readonly clock: Clock;
}

/** The alerts of this host: evaluated, kept, listed and handled. All synchronous. */
export interface Alerts {
  /**
   * Evaluates a sample and what the last checks found; null before the first. Never throws for a store that cannot be
   * written: what changed waits for the next time.
   */
  observe(
    sample: Sample,
    checked: Checked | null,
    persistent?: readonly PersistentUser[],
  ): void;
  /** Raises, changes or ends the alert of a condition that no rule reads from the host. */
  notify(notice: Notice): void;
  list(query: ParsedInputOf<"alerts.list">): OutputOf<"alerts.list">;
  /** Throws ALERT_NOT_FOUND. */
  get(id: string): Alert;
  /** Throw ALERT_NOT_FOUND, ALERT_STATE, and STORE_FAILED with nothing changed. */
  acknowledge(id: string): Alert;
  dismiss(id: string): Alert;
  resolve(id: string): Alert;
  /** Throw STORE_FAILED with nothing changed. */
  acknowledgeAll(filter: ParsedInputOf<"alerts.acknowledge_all">): OutputOf<"alerts.acknowledge_all">;
  dismissAll(filter: ParsedInputOf<"alerts.dismiss_all">): OutputOf<"alerts.dismiss_all">;
  clear(): OutputOf<"alerts.clear">;
  /** Begins a silence. Throws INVALID_PARAMS, and STORE_FAILED with nothing changed. */
  silence(input: ParsedInputOf<"alerts.silence">): OutputOf<"alerts.silence">;
  silences(query: ParsedInputOf<"alerts.silences">): OutputOf<"alerts.silences">;
  /** Ends a silence. Throws NOT_FOUND, and STORE_FAILED with nothing changed. */
  unsilence(input: ParsedInputOf<"alerts.unsilence">): OutputOf<"alerts.unsilence">;
  /** What must leave the host. */
  readonly outbox: Outbox;
  /** Open alerts by severity. */
  counts(): AlertCounts;
  /** All alerts by status. */
  statuses(): AlertStatuses;
  /** Calls the listener with each event once it is kept; the result ends that. */
  onEvent(listener: (event: EventRow) => void): () => void;
  /** Writes the last values too; before the store is closed. */
  flush(): void;
}
