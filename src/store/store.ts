import { CortexError, type StoreHealth } from "../contract/mod.ts";
import { infoOf } from "../core/absent.ts";
import { type Clock, rfc3339 } from "../core/clock.ts";
import { logger } from "../log/mod.ts";
import { type AlertRepository, alertRepository } from "./alerts.ts";
import { type Checkpoints, createCheckpoints } from "./checkpoints.ts";
import { type Database, guard } from "./database.ts";
import { type EventRepository, eventRepository } from "./events.ts";
import { reasonOf, storeFailed } from "./fault.ts";
import { closeFile } from "./file.ts";
import { type HistoryRepository, historyRepository } from "./history/history.ts";
import { type JobRepository, jobRepository } from "./jobs.ts";
import { leaveMarker } from "./marker.ts";
import { type MetaRepository, metaRepository } from "./meta.ts";
import { inMemory, openDatabase } from "./open.ts";
import { type OutboxRepository, outboxRepository } from "./outbox.ts";
import { type SilenceRepository, silenceRepository } from "./silences.ts";
import { identityOf, openAgain } from "./reopen.ts";
import { type Snapshot, type SnapshotOptions, takeSnapshot } from "./snapshot.ts";

/** Where and how the state is kept. */
export interface StoreOptions {
  /** The state folder; made when it is not there. */
  readonly dir: string;
  readonly clock: Clock;
  /** Hard bound of the database, bytes (`store.max_bytes`). */
  readonly max_bytes: number;
}

/** What is kept, one repository for each kind. */
interface Repositories {
  readonly alerts: AlertRepository;
  readonly events: EventRepository;
  readonly meta: MetaRepository;
  readonly history: HistoryRepository;
  readonly jobs: JobRepository;
  readonly silences: SilenceRepository;
  readonly outbox: OutboxRepository;
}

/** The state of the daemon. Everything is synchronous; what has returned is on the disk, samples a moment later. */
export interface Store extends Repositories, Disposable {
  /** The database file; null while the state is in memory only. */
  readonly path: string | null;
  /** All writes of the function or none. Throws STORE_FAILED when they cannot be kept. */
  transaction<T>(run: () => T): T;
  health(): StoreHealth;
  /** Alerts, events and blocks of samples kept. */
  rows(): number;
  /** A new hard bound of the database, bytes. */
  limit(max_bytes: number): void;
  /**
   * Copies the state into one file, while it is written to. Fails with UNAVAILABLE where it is in memory only, with
   * STORE_FAILED, and with the signal's reason.
   */
  snapshot(options: SnapshotOptions): Promise<Snapshot>;
  /** Notices where somebody has removed the file: what is kept is in memory then, and in `reopen` to be put back. */
  checkFile(): void;
  /**
   * Brings what was written into the main file, once that is much, while this thread goes on. Never fails: what could
   * not be done now is tried again when it is called again, and the log tells. Must be over before `close`.
   */
  checkpoint(): Promise<void>;
  /**
   * Where the folder could not be written when it was opened, or the file was removed: tries whether it can be now.
   * What was there and what was kept since are in the file then. What still is wrong is in `health()`.
   */
  reopen(): void;
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
  const { used, ...opened } = openDatabase(dir, clock, (db) => {
    const database = guard(db, clock);
    return { database, kept: repositories(database, clock) };
  });
  let { db, path, state, message } = opened;
  const file = `${dir}/cortex.db`;
  const expected = path === null ? null : identityOf(file);
  let inode = path === null ? undefined : infoOf(path)?.ino;
  const { database, kept } = used;
  const { condition } = database;
  const { alerts, events, history } = kept;
  if (opened.refused !== null) condition.refuse(opened.refused);
  let checkpoints: Checkpoints | null = null;
  /** After the handle before is closed. */
  const openCheckpoints = () => {
    checkpoints?.[Symbol.dispose]();
    if (path !== null && !condition.read_only) checkpoints = createCheckpoints(db, path);
  };
  openCheckpoints();
  let bound = max_bytes;

  const limit = (bytes: number) => {
    bound = bytes;
    database.limit(bytes);
    history.limit(bytes);
    events.keep(Math.min(MAX_EVENTS, Math.floor(bytes / BYTES_PER_EVENT)));
  };
  const close = () => {
    if (!db.isOpen) return;
    closeFile(db);
    checkpoints?.[Symbol.dispose]();
    if (path !== null && !condition.read_only && !condition.damaged) leaveMarker(path);
  };
  const checkFile = () => {
    if (path === null || infoOf(path)?.ino === inode) return;
    message = inMemory(path, "it was removed while it was in use");
    logger("store").error(message);
    [path, state] = [null, "memory"];
  };
  const reopen = () => {
    if (path !== null && !condition.read_only) return;
    try {
      const again = openAgain(file, db, path === null ? null : expected);
      database.move(again.db, again.refused);
      [db, path, state, message] = [again.db, file, "ok", null];
      inode = infoOf(file)?.ino;
      openCheckpoints();
      limit(bound);
    } catch (error) {
      const reason = reasonOf(error);
      if (path === null) message = inMemory(file, reason);
      else condition.refuse(reason);
    }
  };
  limit(max_bytes);
  return {
    ...kept,
    get path() {
      return path;
    },
    transaction: (run) => database.transaction(run),
    health: () => {
      const { failing } = condition;
      const figures = { bytes: database.bytes(), oldest_sample_at: timeOf(history.oldest_ms()) };
      return failing === null
        ? { state, message, ...figures }
        : { state: "failing", message: `Cannot write the state: ${failing}`, ...figures };
    },
    rows: () => alerts.count() + events.count() + history.rows(),
    limit,
    checkFile,
    snapshot: async (options) => {
      if (path === null) {
        throw new CortexError(
          "UNAVAILABLE",
          "Cannot copy the state: it is kept in memory only; see cortex doctor",
        );
      }
      if (checkpoints === null) throw storeFailed("copy the state", "its folder cannot be written");
      return await checkpoints.before((main) => takeSnapshot(db, main, options));
    },
    checkpoint: async () => await checkpoints?.run(),
    reopen,
    close,
    [Symbol.dispose]: close,
  };
}

/** Beyond it there is no date (ECMA-262, 21.4.1.1); only damage can have made one. */
const LAST_MS = 8.64e15;

function timeOf(at_ms: number | null): string | null {
  return at_ms === null || Math.abs(at_ms) > LAST_MS ? null : rfc3339(at_ms);
}

function repositories(database: Database, clock: Clock): Repositories {
  return {
    alerts: alertRepository(database),
    events: eventRepository(database),
    meta: metaRepository(database),
    history: historyRepository(database, clock),
    jobs: jobRepository(database),
    silences: silenceRepository(database),
    outbox: outboxRepository(database),
  };
}
