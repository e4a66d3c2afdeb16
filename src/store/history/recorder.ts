import type { Config } from "../../config/mod.ts";
import type { Aggregation } from "../../contract/mod.ts";
import { tryWrite } from "../try_write.ts";
import { createRetention, type RetentionOptions } from "./retention.ts";
import type { Journal } from "./journal.ts";
import type { SeriesName } from "./names.ts";
import { type OpenBlock, openBlock } from "./open_block.ts";
import { keepable } from "./pack.ts";
import { createPortion } from "./portion.ts";
import { coarsen, createFold, type Range } from "./slots.ts";
import { TIER_NAMES, type TierName, type Tiers, tiersOf } from "./tiers.ts";
import type { Tick } from "./tick.ts";

/** A value of a series. */
export interface SeriesValue extends SeriesName {
  readonly value: number;
}

/** Records samples and reads them back, those included that are in no block yet. */
export interface Recorder {
  /** Takes over other tiers and bounds; what is kept stays readable. */
  configure(config: Pick<Config, "history" | "monitor">): void;
  /** The tiers in force, finest first. */
  tiers(): Tiers;
  /**
   * Takes the values of a moment, the most important first; the next flush keeps them. The moment may lie before
   * the last one: the clock was set.
   */
  append(at_ms: number, values: readonly SeriesValue[]): void;
  /** Keeps what is not on the disk yet. What cannot be kept waits in memory, as far as it has room. */
  flush(): void;
  /** Subjects of a series in a range, those of the newest samples first. */
  subjectsOf(name: string, tier: TierName, range: Range): string[];
  /** A value for each step of a range, NaN where there is none. */
  read(series: SeriesName, tier: TierName, range: Range, aggregation: Aggregation): Float64Array;
  /** One bounded step of moving blocks to the disk and of retention; whether the next has something to do. */
  maintain(): boolean;
}

/** What a recorder works on. */
export interface RecorderOptions extends Omit<RetentionOptions, "tiers" | "isOpen"> {
  readonly journal: Journal;
  /** Called when blocks came or went. */
  changed(): void;
}

/** Blocks that may wait for the disk: a day of the default steps. */
const MAX_WAITING = 48;

/** Series of a block that are moved to the disk at once at most: some 2 ms on a disk that is well. */
const SEALED_AT_ONCE = 16;

/** Two samples no further apart than this many slots follow each other without a gap, whatever slots they hit. */
const NO_GAP_SLOTS = 1.5;

/** Makes it, and picks up what the journal holds. */
export function createRecorder(
  options: RecorderOptions,
  config: Pick<Config, "history" | "monitor">,
): Recorder {
  const { db, clock, journal, tables, names, changed } = options;
  const sealed = createPortion(SEALED_AT_ONCE, clock.steady);
  let tiers = tiersOf(config);
  let max_series = config.history.max_series;
  /** Those that wait for the disk, and at the end the one that is open. */
  let blocks: readonly OpenBlock[] = [];
  let last_ms = NaN;

  const isOpen = (id: number) => blocks.some((block) => block.series.has(id));
  const retain = createRetention({ ...options, tiers: () => tiers, isOpen });
  const tableOf = (tier: TierName) => tables[TIER_NAMES.indexOf(tier)];

  const blockAt = (at_ms: number): OpenBlock => {
    const open = blocks.at(-1);
    if (open?.tiers === tiers && open.holds(at_ms)) return open;
    const next = openBlock(tiers, at_ms);
    blocks = [...blocks.slice(-MAX_WAITING), next];
    return next;
  };
  const take = (tick: Tick): OpenBlock => {
    const { at_ms } = tick;
    const [{ step_ms }] = tiers;
    const skipped = Math.floor(at_ms / step_ms) - Math.floor(last_ms / step_ms) - 1;
    // A timer that is a little late each time passes over a slot now and then.
    if (skipped === 1 && at_ms - last_ms < step_ms * NO_GAP_SLOTS) {
      blockAt(at_ms - step_ms).put(tick, at_ms - step_ms);
    }
    const block = blockAt(at_ms);
    block.put(tick, at_ms);
    block.unwritten = [...block.unwritten, tick];
    last_ms = at_ms;
    return block;
  };
  /** Moves some series of the first block that waits to the disk; false where none waits or it failed. */
  const seal = (): boolean => {
    const [first, ...others] = blocks;
    if (first === undefined || others.length === 0) return false;
    const { start_ms, tiers, series, journal_end } = first;
    const some = [...series].slice(0, sealed.size);
    const is_last = some.length === series.size;
    const done = sealed.run(() =>
      tryWrite(() =>
        db.relaxed(() => {
          names.write();
          for (const [id, values] of some) {
            for (const [index, tier] of tiers.entries()) {
              const planes = index === 0 ? [values] : coarsen(values, tier.step_ms / tiers[0].step_ms);
              tables[index]?.write(tier, id, start_ms, planes);
            }
          }
          if (is_last) journal.cut(journal_end);
        })
      )
    );
    if (!done) return false;
    names.written();
    first.release(some.map(([id]) => id));
    if (is_last) blocks = others;
    changed();
    return true;
  };
  const flush = () => {
    seal();
    const open = blocks.at(-1);
    if (open === undefined || open.unwritten.length === 0) return;
    let end = 0;
    const done = tryWrite(() =>
      db.relaxed(() => {
        names.write();
        end = journal.add(open.unwritten);
      })
    );
    if (!done) return;
    names.written();
    open.unwritten = [];
    open.journal_end = end;
    changed();
  };
  const replay = () => {
    for (const { tick, end } of db.read(() => journal.all())) {
      const block = take(tick);
      block.unwritten = [];
      block.journal_end = end;
    }
  };

  replay();
  return {
    configure: (config) => {
      tiers = tiersOf(config);
      max_series = config.history.max_series;
    },
    tiers: () => tiers,
    append: (at_ms, values) => {
      const { series } = blockAt(at_ms);
      const ids: number[] = [];
      const kept: number[] = [];
      let added = 0;
      for (const one of values) {
        const known = names.find(one);
        const is_new = known === undefined || !series.has(known);
        if (is_new && series.size + added >= max_series) continue;
        if (is_new) added++;
        ids.push(known ?? names.idOf(one));
        kept.push(keepable(one.value));
      }
      take({ at_ms, ids, values: kept });
    },
    flush,
    subjectsOf: (name, tier, range) => {
      const open = blocks.at(-1)?.series;
      const [newest, others]: [string[], string[]] = [[], []];
      for (const [subject, id] of names.subjectsOf(name)) {
        if (open?.has(id)) newest.push(subject);
        else if (isOpen(id) || tableOf(tier)?.has(id, range)) others.push(subject);
      }
      return [...newest, ...others.reverse()];
    },
    read: (series, tier, range, aggregation) => {
      const fold = createFold(range, aggregation);
      const id = names.find(series);
      if (id === undefined) return fold.values();
      const plane = aggregation === "last" ? "avg" : aggregation;
      for (const slots of tableOf(tier)?.read(id, range, plane) ?? []) fold.add(slots);
      for (const block of blocks) {
        const slots = block.slotsOf(id);
        if (slots !== null) fold.add(slots);
      }
      return fold.values();
    },
    maintain: () => {
      if (seal()) return true;
      let more = false;
      tryWrite(() => {
        more = retain();
      });
      if (more) changed();
      return more;
    },
  };
}
