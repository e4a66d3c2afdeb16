import type { DatabaseSync } from "node:sqlite";
import type { Clock } from "../core/clock.ts";
import { type Condition, createCondition } from "./condition.ts";
import { type Statement, statementsOver } from "./statement.ts";

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
  /** How it is; damage that was met must be looked for at the next start. */
  readonly condition: Condition;
  /** Size of the database. */
  bytes(): number;
  /** Size of what is in use of it: what was removed leaves room for what comes. */
  used_bytes(): number;
  /** Sets the hard bound of its size. */
  limit(max_bytes: number): void;
  /**
   * Goes on over another handle with the same content. Throws what SQLite throws.
   * @param refused Why that one refuses every write as well; null: it takes them.
   */
  move(to: DatabaseSync, refused: string | null): void;
}

/** Guards a handle. */
export function guard(handle: DatabaseSync, clock: Clock): Database {
  const condition = createCondition(clock);
  let db = handle;
  const statements = statementsOver(db);
  const begin = statements.prepare("begin immediate");
  const commit = statements.prepare("commit");
  const rollback = statements.prepare("rollback");
  const pages = statements.prepare("pragma page_count");
  const free_pages = statements.prepare("pragma freelist_count");
  const page_bytes = numberOf(db.prepare("pragma page_size").get());
  let bytes = 0;
  /** Whether nothing was written since the size was asked for, which health does at every request. */
  let measured = false;

  const transaction = <T>(run: () => T): T => {
    if (db.isTransaction) return run();
    condition.mayWrite();
    try {
      begin.run();
      const result = run();
      commit.run();
      condition.written();
      return result;
    } catch (error) {
      // A full disk has already rolled it back.
      if (db.isTransaction) rollback.run();
      throw condition.notWritten(error);
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
        throw condition.notRead(error);
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
    condition,
    bytes: size,
    used_bytes: () => size() - numberOf(free_pages.get()) * page_bytes,
    limit: (max_bytes) => {
      db.prepare(`pragma max_page_count = ${Math.floor(max_bytes / page_bytes)}`).get();
    },
    move: (to, refused) => {
      statements.move(to);
      db = to;
      measured = false;
      if (refused === null) condition.accept();
      else condition.refuse(refused);
    },
  };
}

/** The number in the only column of a row. */
export function numberOf(row: Record<string, unknown> | undefined): number {
  const [value] = Object.values(row ?? {});
  return typeof value === "number" ? value : 0;
}
