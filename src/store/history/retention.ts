import type { Clock } from "../../core/clock.ts";
import type { Database } from "../database.ts";
import { createPortion } from "./portion.ts";
import type { SeriesNames } from "./names.ts";
import type { Table } from "./table.ts";
import type { Tiers } from "./tiers.ts";

/** What retention works on. */
export interface RetentionOptions {
  readonly db: Database;
  readonly clock: Clock;
  /** In the order of the tiers. */
  readonly tables: readonly Table[];
  readonly names: SeriesNames;
  tiers(): Tiers;
  /** Hard bound of the database, bytes. */
  max_bytes(): number;
  /** Whether a series has samples in no block yet. */
  isOpen(series: number): boolean;
}

/** Blocks looked at in a step at most, series looked at, and pages given back: each 1 to 4 ms of processor time. */
const BLOCKS = 50;
const SERIES = 200;
const PAGES = 100;

/** Share of the bound that history may fill: the rest is for alerts and events. */
const SHARE = 0.9;

/**
 * For so long after a start or a jump of the clock nothing expires, so that a clock that is wrong for a moment does
 * not cost the history. What was recorded further in the future than a day came from such a moment.
 */
const HOLD_MS = 3_600_000;
const JUMP_MS = 60_000;
const FUTURE_MS = 86_400_000;

/**
 * One bounded step of retention; whether the next has something to do. Where there is nothing to do nothing is
 * written, so that a disk that is full is not taken for one that is well. Throws STORE_FAILED.
 */
export function createRetention(options: RetentionOptions): () => boolean {
  const { db, clock, tables, names, tiers, max_bytes, isOpen } = options;
  // Gives back a page with each row that is asked for.
  const vacuum = db.prepare("pragma incremental_vacuum");
  const portionOf = (most: number) => createPortion(most, clock.steady);
  const [blocks, series, pages] = [portionOf(BLOCKS), portionOf(SERIES), portionOf(PAGES)];
  let offset_ms = clock.wall() - clock.steady();
  let held_until_ms = clock.steady() + HOLD_MS;
  /** Where the search for series without blocks has come to; null while there is no need for one. */
  let searched: number | null = null;

  const isHeld = () => {
    const offset = clock.wall() - clock.steady();
    if (Math.abs(offset - offset_ms) > JUMP_MS) held_until_ms = clock.steady() + HOLD_MS;
    offset_ms = offset;
    return clock.steady() < held_until_ms;
  };
  /** The tables whose first block begins outside these moments lose what does, one table a step. */
  const cut = (
    those: readonly { readonly table: Table; readonly from_ms: number; readonly to_ms: number }[],
  ) => {
    const due = those.find(({ table, from_ms, to_ms }) => {
      const head_ms = table.head_ms();
      return head_ms !== null && (head_ms < from_ms || head_ms > to_ms);
    });
    if (due === undefined) return false;
    blocks.run((count) => db.relaxed(() => due.table.cut(count, due.from_ms, due.to_ms)));
    return true;
  };
  const expire = () => {
    const now_ms = clock.wall();
    return cut(tables.flatMap((table, index) => {
      const tier = tiers()[index];
      if (tier === undefined) return [];
      return [{ table, from_ms: now_ms - tier.keep_ms - tier.span_ms, to_ms: now_ms + FUTURE_MS }];
    }));
  };
  const shed = () =>
    cut(
      tables
        .toSorted((a, b) => (a.head_ms() ?? Infinity) - (b.head_ms() ?? Infinity))
        .map((table) => ({ table, from_ms: Infinity, to_ms: Infinity })),
    );
  const forget = (from: number): number | null =>
    series.run((count) => {
      const ids = names.from(from, count);
      const last = ids.at(-1);
      const unused = ids.filter((id) => !isOpen(id) && !tables.some((table) => table.has(id)));
      if (unused.length > 0) db.relaxed(() => names.remove(unused));
      return last === undefined ? null : last + 1;
    });
  const give = (count: number) => {
    let given = 0;
    for (const _ of vacuum.iterate()) if (++given >= count) return;
  };
  const shrink = () => {
    if (db.bytes() <= max_bytes() || db.bytes() === db.used_bytes()) return false;
    pages.run((count) => db.relaxed(() => give(count)));
    db.limit(max_bytes());
    return true;
  };
  return () => {
    const held = isHeld();
    const is_over = db.used_bytes() > max_bytes() * SHARE;
    if (is_over ? shed() : !held && expire()) {
      searched = 0;
      return true;
    }
    if (searched !== null) searched = forget(searched);
    return searched !== null || shrink();
  };
}
