import type { Database } from "../database.ts";
import { decodeTick, encodeTick, type Tick } from "./tick.ts";

/** The ticks that no block holds yet, so that a killed process loses none. */
export interface Journal {
  /** Adds ticks, in a transaction of the caller's, and says where they end. */
  add(ticks: readonly Tick[]): number;
  /** Every tick, and where it ends. */
  all(): { readonly tick: Tick; readonly end: number }[];
  /** Removes the ticks up to an end, in a transaction of the caller's. */
  cut(end: number): void;
  /** Time of the first tick; null without one. */
  oldest_ms(): number | null;
}

/** The journal of an open database. */
export function historyJournal(db: Database): Journal {
  const insert = db.prepare("insert into history_journal (at_ms, data) values (?, ?)");
  const select = db.prepare("select id, at_ms, data from history_journal order by id");
  const first = db.prepare("select at_ms from history_journal order by id limit 1");
  const remove = db.prepare("delete from history_journal where id <= ?");
  return {
    add: (ticks) => {
      let end = 0;
      for (const tick of ticks) end = Number(insert.run(tick.at_ms, encodeTick(tick)).lastInsertRowid);
      return end;
    },
    all: () =>
      select.all().flatMap(({ id, at_ms, data }) =>
        data instanceof Uint8Array ? [{ tick: decodeTick(Number(at_ms), data), end: Number(id) }] : []
      ),
    cut: (end) => void remove.run(end),
    oldest_ms: () => {
      const at_ms = first.get()?.["at_ms"];
      return typeof at_ms === "number" ? at_ms : null;
    },
  };
}
