import type { StoreHealth } from "../contract/mod.ts";
import type { Clock } from "../core/clock.ts";
import { type AlertRepository, alertRepository } from "./alerts.ts";
import { type Database, guard } from "./database.ts";
import { type EventRepository, eventRepository } from "./events.ts";
import { leaveMarker } from "./marker.ts";
import { type MetaRepository, metaRepository } from "./meta.ts";
import { openDatabase } from "./open.ts";

/** Where and how the state is kept. */
export interface StoreOptions {
  /** The state folder; made when it is not there. */
  readonly dir: string;
  readonly clock: Clock;
  /** Hard bound of the database, bytes (`store.max_bytes`). */
  readonly max_bytes: number;
}

/** The state of the daemon. Everything is synchronous; what has returned is on the disk. */
export interface Store extends Disposable {
  /** The database file; null when the state is in memory only. */
  readonly path: string | null;
  readonly alerts: AlertRepository;
  readonly events: EventRepository;
  readonly meta: MetaRepository;
  /** All writes of the function or none. Throws STORE_FAILED when they cannot be kept. */
  transaction<T>(run: () => T): T;
  health(): StoreHealth;
  /** Alerts and events kept. */
  rows(): number;
  /** A new hard bound of the database, bytes. */
  limit(max_bytes: number): void;
  /** Closes it and marks the stop as a clean one. */
  close(): void;
}

/** Bytes of the database there must be for one event to be kept, and how many are kept at most. */
const BYTES_PER_EVENT = 4096;
const MAX_EVENTS = 50_000;

/**
 * Opens the state of a folder. Always succeeds but in two cases, STORE_FAILED: another process holds the database,
 * or a newer version of the program wrote it. What else is wrong is in `health()`.
 */
export function openStore({ dir, clock, max_bytes }: StoreOptions): Store {
  const { db, used, path, state, message } = openDatabase(dir, clock, (db) => repositories(guard(db, clock)));
  const { database, alerts, events, meta } = used;

  const limit = (bytes: number) => {
    database.limit(bytes);
    events.keep(Math.min(MAX_EVENTS, Math.floor(bytes / BYTES_PER_EVENT)));
  };
  const close = () => {
    if (!db.isOpen) return;
    db.close();
    if (path !== null && !database.damaged) leaveMarker(path);
  };
  limit(max_bytes);
  return {
    path,
    alerts,
    events,
    meta,
    transaction: (run) => database.transaction(run),
    health: () => {
      const { failing } = database;
      const bytes = database.bytes();
      return failing === null
        ? { state, bytes, oldest_sample_at: null, message }
        : { state: "failing", bytes, oldest_sample_at: null, message: `Cannot write the state: ${failing}` };
    },
    rows: () => alerts.count() + events.count(),
    limit,
    close,
    [Symbol.dispose]: close,
  };
}

function repositories(database: Database): {
  readonly database: Database;
  readonly alerts: AlertRepository;
  readonly events: EventRepository;
  readonly meta: MetaRepository;
} {
  return {
    database,
    alerts: alertRepository(database),
    events: eventRepository(database),
    meta: metaRepository(database),
  };
}
