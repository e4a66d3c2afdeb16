import type { Clock } from "../core/clock.ts";
import { logger } from "../log/mod.ts";
import { isDamage, isSqliteError, reasonOf, storeFailed } from "./fault.ts";

/** Least time between two log lines that say that writing fails. */
const LOG_EVERY_MS = 60_000;

/** What the messages call every write. */
const WRITE = "write the state";

/** How a database is: remembered from what came of reading and writing it. */
export interface Condition {
  /** Why the last write failed; null when it did not. */
  readonly failing: string | null;
  /** Whether damage was met since it was opened. */
  readonly damaged: boolean;
  /** Whether every write is refused: SQLite itself lets empty transactions pass where it can only be read. */
  readonly read_only: boolean;
  /** Refuses every write from now on. */
  refuse(reason: string): void;
  /** Takes writes, from now on. */
  accept(): void;
  /** Throws STORE_FAILED where every write is refused. */
  mayWrite(): void;
  /** A write went well. */
  written(): void;
  /** What a write that failed throws: STORE_FAILED for what SQLite has thrown. */
  notWritten(error: unknown): unknown;
  /** The same of reading. */
  notRead(error: unknown): unknown;
}

/** Nothing is wrong so far. */
export function createCondition(clock: Clock): Condition {
  const log = logger("store");
  let failing: string | null = null;
  let refused: string | null = null;
  let damaged = false;
  let logged_ms = -Infinity;

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
  const written = () => {
    if (failing === null) return;
    failing = null;
    logged_ms = -Infinity;
    log.info("The state is written again");
  };

  return {
    get failing() {
      return failing;
    },
    get damaged() {
      return damaged;
    },
    get read_only() {
      return refused !== null;
    },
    refuse: (reason) => {
      refused = failing = reason;
      tell(WRITE, reason);
    },
    accept: () => {
      refused = null;
      written();
    },
    mayWrite: () => {
      if (refused === null) return;
      tell(WRITE, refused);
      throw storeFailed(WRITE, refused);
    },
    written,
    notWritten: (error) => failed(WRITE, error),
    notRead: (error) => failed("read the state", error),
  };
}
