import type { Clock } from "../../core/clock.ts";
import type { Database } from "../database.ts";
import { tryWrite } from "../try_write.ts";
import type { Journal } from "./journal.ts";
import type { SeriesNames } from "./names.ts";
import type { OpenBlocks } from "./open_blocks.ts";
import { createPortion } from "./portion.ts";
import { coarsen } from "./slots.ts";
import type { Table } from "./table.ts";
import type { Tiers } from "./tiers.ts";

/** What blocks are moved between. */
export interface SealerOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly blocks: OpenBlocks;
  readonly journal: Journal;
  readonly names: SeriesNames;
  /** One for each tier, finest first. */
  readonly tables: readonly Table[];
  /** Called when blocks came. */
  changed(): void;
}

/** Series of a block that are moved at once at most: some 2 ms on a disk that is well. */
const SEALED_AT_ONCE = 16;

/** Moves some series of the first block that waits to the disk; false where none waits or it failed. */
export function createSealer(options: SealerOptions): () => boolean {
  const { db, clock, blocks, journal, names, tables, changed } = options;
  const portion = createPortion(SEALED_AT_ONCE, clock.steady);

  const write = (id: number, values: Float32Array, start_ms: number, tiers: Tiers) => {
    for (const [index, tier] of tiers.entries()) {
      const planes = index === 0 ? [values] : coarsen(values, tier.step_ms / tiers[0].step_ms);
      tables[index]?.write(tier, id, start_ms, planes);
    }
  };
  return () => {
    const block = blocks.waiting();
    if (block === undefined) return false;
    const { start_ms, tiers, series, journal_end } = block;
    const some = [...series].slice(0, portion.size);
    const is_last = some.length === series.size;
    const done = portion.run(() =>
      tryWrite(() =>
        db.relaxed(() => {
          names.write();
          for (const [id, values] of some) write(id, values, start_ms, tiers);
          if (is_last) journal.cut(journal_end);
        })
      )
    );
    if (!done) return false;
    names.written();
    block.release(some.map(([id]) => id));
    if (is_last) blocks.leave();
    changed();
    return true;
  };
}
