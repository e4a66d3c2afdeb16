import type { Config } from "../../config/mod.ts";
import type { Aggregation } from "../../contract/mod.ts";
import { tryWrite } from "../try_write.ts";
import { createRetention, type RetentionOptions } from "./retention.ts";
import type { Journal } from "./journal.ts";
import type { SeriesName } from "./names.ts";
import { createOpenBlocks } from "./open_blocks.ts";
import { keepable } from "./pack.ts";
import { createSealer } from "./sealer.ts";
import { createFold, type Range } from "./slots.ts";
import { TIER_NAMES, type TierName, type Tiers, tiersOf } from "./tiers.ts";

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

/** Makes it, and picks up what the journal holds. */
export function createRecorder(
  options: RecorderOptions,
  config: Pick<Config, "history" | "monitor">,
): Recorder {
  const { db, journal, tables, names, changed } = options;
  let tiers = tiersOf(config);
  let max_series = config.history.max_series;
  const blocks = createOpenBlocks(() => tiers);
  const seal = createSealer({ ...options, blocks });
  const retain = createRetention({ ...options, tiers: () => tiers, isOpen: blocks.has });
  const tableOf = (tier: TierName) => tables[TIER_NAMES.indexOf(tier)];

  const flush = () => {
    seal();
    const open = blocks.open();
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
      const block = blocks.take(tick);
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
      const { series } = blocks.at(at_ms);
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
      blocks.take({ at_ms, ids, values: kept });
    },
    flush,
    subjectsOf: (name, tier, range) => {
      const open = blocks.open()?.series;
      const [newest, others]: [string[], string[]] = [[], []];
      for (const [subject, id] of names.subjectsOf(name)) {
        if (open?.has(id)) newest.push(subject);
        else if (blocks.has(id) || tableOf(tier)?.has(id, range)) others.push(subject);
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
