import type { Config } from "../../config/mod.ts";
import type { Clock } from "../../core/clock.ts";
import type { Database } from "../database.ts";
import { historyJournal } from "./journal.ts";
import { seriesNames } from "./names.ts";
import { createRecorder, type Recorder } from "./recorder.ts";
import { historyTable } from "./table.ts";
import { TIER_NAMES } from "./tiers.ts";

/** Samples of the last weeks: a journal of the newest, and blocks in three tiers. */
export interface HistoryRepository {
  /** Opens it for recording, once; picks up what a killed process left in the journal. */
  record(config: Pick<Config, "history" | "monitor">): Recorder;
  /** Blocks kept. */
  rows(): number;
  /** Time of the oldest value; null without one. */
  oldest_ms(): number | null;
  /** A new hard bound of the database, bytes. */
  limit(max_bytes: number): void;
}

/** The repository over an open database. */
export function historyRepository(db: Database, clock: Clock): HistoryRepository {
  const journal = historyJournal(db);
  const tables = TIER_NAMES.map((name) => historyTable(db, name));
  const names = seriesNames(db);
  let max_bytes = Infinity;
  /** Counted when asked for: the status is asked for far more often than blocks come and go. */
  let known: { readonly rows: number; readonly oldest_ms: number | null } | null = null;

  const figures = () =>
    known ??= db.read(() => {
      const oldest = [journal.oldest_ms(), ...tables.map((table) => table.oldest_ms())]
        .filter((at_ms) => at_ms !== null);
      return {
        rows: tables.reduce((sum, table) => sum + table.count(), 0),
        oldest_ms: oldest.length === 0 ? null : Math.min(...oldest),
      };
    });
  return {
    record: (config) =>
      createRecorder({
        db,
        clock,
        journal,
        tables,
        names,
        max_bytes: () => max_bytes,
        changed: () => known = null,
      }, config),
    rows: () => figures().rows,
    oldest_ms: () => figures().oldest_ms,
    limit: (bytes) => {
      max_bytes = bytes;
    },
  };
}
