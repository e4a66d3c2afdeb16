/** What is written of the alerts: everything that changed at one moment in one transaction. */
import { type Logger, logger } from "../log/mod.ts";
import type { Feed } from "./outbox/feed.ts";
import type { AlertRow, EventRow, NewEvent, Store } from "../store/mod.ts";

/** What changed at one moment. */
export interface Change {
  readonly rows: readonly AlertRow[];
  readonly events: readonly NewEvent[];
  readonly removed: ReadonlySet<string>;
  /** The state that is known from then on. */
  readonly state: string;
}

/** Changes on their way to the store. */
export interface Journal {
  /**
   * Writes a change with all that waits, and what else belongs to it. Throws STORE_FAILED; then it is as if it had
   * not been called.
   */
  write(change: Change, more?: () => void): EventRow[];
  /** Lets a change wait for the next write. */
  defer(change: Change): void;
  /** Whether something waits. */
  readonly waiting: boolean;
}

/** The key of the state in the store's values. */
export const STATE_KEY = "alerts.state";

/** Events that may wait while nothing can be written; the oldest are lost. */
const MAX_WAITING = 1000;

const NOTHING: Change = { rows: [], events: [], removed: new Set(), state: "" };

/** A journal over an open store; what must leave the host goes into the outbox with it. */
export function createJournal(store: Store, feed: Feed): Journal {
  const log: Logger = logger("alerts");
  let waiting: Change | null = null;
  let lost = 0;
  return {
    write: (change, more) => {
      const { rows, events, removed, state } = merge(waiting ?? NOTHING, change);
      const written = store.transaction(() => {
        store.alerts.remove([...removed]);
        store.alerts.save(rows);
        store.meta.set(STATE_KEY, state);
        more?.();
        const fed = feed.write(events, rows.map(({ alert }) => alert));
        return { ...fed, rows: store.events.append([...events, ...fed.events]) };
      });
      written.commit();
      waiting = null;
      if (lost > 0) log.error("Lost {lost} events: nothing could be written for too long", { lost });
      lost = 0;
      return written.rows;
    },
    defer: (change) => {
      const all = merge(waiting ?? NOTHING, change);
      const events = all.events.slice(-MAX_WAITING);
      lost += all.events.length - events.length;
      waiting = { ...all, events };
    },
    get waiting() {
      return waiting !== null;
    },
  };
}

function merge(before: Change, after: Change): Change {
  const rows = new Map([...before.rows, ...after.rows].map((row) => [row.alert.id, row]));
  for (const id of after.removed) rows.delete(id);
  return {
    rows: [...rows.values()],
    events: [...before.events, ...after.events],
    removed: new Set([...before.removed, ...after.removed]),
    state: after.state,
  };
}
