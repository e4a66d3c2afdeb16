import { type OpenBlock, openBlock } from "./open_block.ts";
import type { Tick } from "./tick.ts";
import type { Tiers } from "./tiers.ts";

/** The blocks that are in memory: those that wait for the disk, and at the end the one that is open. */
export interface OpenBlocks extends Iterable<OpenBlock> {
  /** The block of a moment, which is the open one from then on. */
  at(at_ms: number): OpenBlock;
  /** Puts a tick into its block, and into the slot that it has only just missed. */
  take(tick: Tick): OpenBlock;
  /** The one that is open; undefined before the first tick. */
  open(): OpenBlock | undefined;
  /** The first one that waits for the disk. */
  waiting(): OpenBlock | undefined;
  /** Lets go of that one. */
  leave(): void;
  /** Whether one of them has values of a series. */
  has(id: number): boolean;
}

/** Blocks that may wait for the disk: a day of the default steps. */
const MAX_WAITING = 48;

/** Two samples no further apart than this many slots follow each other without a gap, whatever slots they hit. */
const NO_GAP_SLOTS = 1.5;

/** None yet; each has the tiers that are in force when it is opened. */
export function createOpenBlocks(tiers: () => Tiers): OpenBlocks {
  let blocks: readonly OpenBlock[] = [];
  let last_ms = NaN;

  const at = (at_ms: number): OpenBlock => {
    const open = blocks.at(-1);
    if (open?.tiers === tiers() && open.holds(at_ms)) return open;
    const next = openBlock(tiers(), at_ms);
    blocks = [...blocks.slice(-MAX_WAITING), next];
    return next;
  };
  return {
    at,
    take: (tick) => {
      const { at_ms } = tick;
      const [{ step_ms }] = tiers();
      const skipped = Math.floor(at_ms / step_ms) - Math.floor(last_ms / step_ms) - 1;
      // A timer that is a little late each time passes over a slot now and then.
      if (skipped === 1 && at_ms - last_ms < step_ms * NO_GAP_SLOTS) {
        at(at_ms - step_ms).put(tick, at_ms - step_ms);
      }
      const block = at(at_ms);
      block.put(tick, at_ms);
      block.unwritten = [...block.unwritten, tick];
      last_ms = at_ms;
      return block;
    },
    open: () => blocks.at(-1),
    waiting: () => blocks.length > 1 ? blocks[0] : undefined,
    leave: () => blocks = blocks.slice(1),
    has: (id) => blocks.some((block) => block.series.has(id)),
    [Symbol.iterator]: () => blocks.values(),
  };
}
