import type { DatabaseSync } from "node:sqlite";
import type { Clock } from "../core/clock.ts";
import { logger } from "../log/mod.ts";
import { isDamage, isSqliteError, reasonOf, storeFailed } from "./fault.ts";
import { type Statement, statementsOver } from "./statement.ts";

/** Least time between two log lines that say that writing fails. */
const LOG_EVERY_MS = 60_000;

/**
 * The one handle of the state, guarded: what SQLite throws becomes STORE_FAILED; that writing failed is remembered
 * until it succeeds.
 */
export interface Database {
  /** Compiles a statement; done once each, when the store is opened. */
  prepare(sql: string): Statement;
  /** Runs a function that only reads. */
  read<T>(run: () => T): T;
  /** Runs a function that writes, wholly or not at all. One inside another joins it. */
  transaction<T>(run: () => T): T;
  /**
   * As a transaction, but it may be lost when the power fails within the next moments; a process that is killed
   * loses nothing (PRAGMA synchronous = NORMAL with a write-ahead log). For what comes again, as samples do.
   */
  relaxed<T>(run: () => T): T;
  /** Why the last write failed; null when it did not. */
  readonly failing: string | null;
  /** Whether damage was met since it was opened: the next start must check it. */
  readonly damaged: boolean;
  /** Size of the database. */
  bytes(): number;
  /** Size of what is in use of it: what was removed leaves room for what comes. */
  used_bytes(): number;
  /** Sets the hard bound of its size. */
  limit(max_bytes: number): void;
  /** Whether it refuses every write. */
  readonly read_only: boolean;
  /** Refuses every write from now on, until it is moved. */
  refuse(reason: string): void;
  /**
   * Goes on over another handle with the same content. Throws what SQLite throws.
   * @param refused Why that one refuses every write as well; null: it takes them.
   */
  move(to: DatabaseSync, refused: string | null): void;
}

/** What the messages call every write. */
const WRITE = "write the state";

/** Guards a handle. */
export function guard(handle: DatabaseSync, clock: Clock): Database {
  const log = logger("store");
  let db = handle;
  const statements = statementsOver(db);
  const begin = statements.prepare("begin immediate");
  const commit = statements.prepare("commit");
  const rollback = statements.prepare("rollback");
  const pages = statements.prepare("pragma page_count");
  const free_pages = statements.prepare("pragma freelist_count");
  const page_bytes = numberOf(db.prepare("pragma page_size").get());
  let failing: string | null = null;
  /** Reading is all that the handle is for: SQLite itself lets empty transactions pass. */
  let refused: string | null = null;
  let damaged = false;
  let logged_ms = -Infinity;
  let bytes = 0;
  /** Whether nothing was written since the size was asked for, which health does at every request. */
  let measured = false;

  const tell = (action: string, reason: string, error?: unknown) => {
    if (clock.steady() - logged_ms < LOG_EVERY_MS) return;
    logged_ms = clock.steady();
    log.error("Cannot {action}: {reason}; the daemon goes on and tries again", { action, reason, error });
  };
  const failed = (action: string, error: unknown) => {
    if (!isSqliteError(error)) return error;
    damaged ||= isDamage(error);
    const reason = reasonOf(error);
    if (action === WRITE) failing = reason;
    tell(action, reason, error);
    return storeFailed(action, reason, error);
  };
  const succeeded = () => {
    if (failing === null) return;
    failing = null;
    logged_ms = -Infinity;
    log.info("The state is written again");
  };

  const refuse = (reason: string) => {
    refused = failing = reason;
    tell(WRITE, reason);
  };

  const transaction = <T>(run: () => T): T => {
    if (db.isTransaction) return run();
    if (refused !== null) {
      tell(WRITE, refused);
      throw storeFailed(WRITE, refused);
    }
    try {
      begin.run();
      const result = run();
      commit.run();
      succeeded();
      return result;
    } catch (error) {
      // A full disk has already rolled it back.
      if (db.isTransaction) rollback.run();
      throw failed(WRITE, error);
    } finally {
      measured = false;
    }
  };
  // Takes effect when it is compiled, so it cannot be kept.
  const synchronous = (level: "full" | "normal") => db.prepare(`pragma synchronous = ${level}`).run();
  const size = () => {
    if (measured && !db.isTransaction) return bytes;
    try {
      bytes = numberOf(pages.get()) * page_bytes;
      measured = true;
    } catch {
      // As large as it was.
    }
    return bytes;
  };

  return {
    prepare: statements.prepare,
    read: (run) => {
      try {
        return run();
      } catch (error) {
        throw failed("read the state", error);
      }
    },
    transaction,
    relaxed: (run) => {
      if (db.isTransaction) return run();
      synchronous("normal");
      try {
        return transaction(run);
      } finally {
        synchronous("full");
      }
    },
    get failing() {
      return failing;
    },
    get damaged() {
      return damaged;
    },
    bytes: size,
    used_bytes: () => size() - numberOf(free_pages.get()) * page_bytes,
    limit: (max_bytes) => {
      db.prepare(`pragma max_page_count = ${Math.floor(max_bytes / page_bytes)}`).get();
    },
    get read_only() {
      return refused !== null;
    },
    refuse,
    move: (to, reason) => {
      statements.move(to);
      db = to;
      measured = false;
      refused = null;
      if (reason === null) succeeded();
      else refuse(reason);
    },
  };
}

/** The number in the only column of a row. */
export function numberOf(row: Record<string, unknown> | undefined): number {
  const [value] = Object.values(row ?? {});
  return typeof value === "number" ? value : 0;
}
