import { type Database, numberOf } from "../database.ts";
import { decodePlane, emptyBlock, overlay } from "./block.ts";
import { type Plane, PLANES, type Planes, type Range, type Slots } from "./slots.ts";
import type { Tier, TierName } from "./tiers.ts";

/** The kept blocks of a tier. */
export interface Table {
  /** Lays values over what is kept of a series; they may reach over several blocks. */
  write(tier: Tier, series: number, start_ms: number, values: Planes): void;
  /** One plane of a series, of every block that has to do with the range, earliest first. */
  read(series: number, range: Range, plane: Plane): Slots[];
  /** Whether a series has a block, or one that has to do with a range. */
  has(series: number, range?: Range): boolean;
  /** Blocks kept. */
  count(): number;
  /** When the block that was kept first begins; null without blocks. */
  head_ms(): number | null;
  /** Time of the first value that was kept; null without values. */
  oldest_ms(): number | null;
  /** Removes blocks out of so many that were kept first: those that begin outside these moments. */
  cut(first: number, from_ms: number, to_ms: number): void;
}

/** Blocks looked at for the first value: those of one moment lie together. */
const SAME_MOMENT = 64;

/** Every moment that SQLite's integers and ours have in common. */
const EVER: Range = { from_ms: 0, step_ms: Number.MAX_SAFE_INTEGER, count: 1 };

/** The table of a tier. */
export function historyTable(db: Database, name: TierName): Table {
  const table = `history_${name}`;
  const planes = name === "fine" ? 1 : PLANES.length;
  const find = db.prepare(`select id, data from ${table} where series = ? and start_ms = ? and step_ms = ?`);
  const insert = db.prepare(`insert into ${table} (data, series, start_ms, step_ms) values (?, ?, ?, ?)`);
  const update = db.prepare(`update ${table} set data = ? where id = ?`);
  // From the block that begins last before the range on: it may reach into it.
  const within = `series = ?1 and start_ms < ?3
    and start_ms >= coalesce((select max(start_ms) from ${table} where series = ?1 and start_ms <= ?2), ?2)`;
  const select = db.prepare(
    `select start_ms, step_ms, data from ${table} where ${within} order by start_ms, id`,
  );
  const any = db.prepare(`select exists (select 1 from ${table} where ${within})`);
  const total = db.prepare(`select count(*) from ${table}`);
  const heads = db.prepare(`select start_ms, step_ms, data from ${table} order by id limit ?`);
  const remove = db.prepare(`delete from ${table} where id in (select id from ${table} order by id limit ?)
    and (start_ms < ? or start_ms > ?)`);

  const place = (
    { step_ms, span_ms }: Tier,
    series: number,
    start_ms: number,
    at: number,
    values: Planes,
  ) => {
    const found = find.get(series, start_ms, step_ms);
    const data = bytesOf(found?.["data"]) ?? emptyBlock(span_ms / step_ms, planes);
    overlay(data, at, values);
    if (found === undefined) insert.run(data, series, start_ms, step_ms);
    else update.run(data, Number(found["id"]));
  };
  const decode = (row: Record<string, unknown>, plane: Plane): Slots => ({
    start_ms: Number(row["start_ms"]),
    step_ms: Number(row["step_ms"]),
    values: decodePlane(
      bytesOf(row["data"]) ?? new Uint8Array(),
      planes === 1 ? 0 : PLANES.indexOf(plane),
      planes,
    ),
  });

  return {
    write: (tier, series, start_ms, values) => {
      const { step_ms, span_ms } = tier;
      const end_ms = start_ms + (values[0]?.length ?? 0) * step_ms;
      for (let from_ms = start_ms; from_ms < end_ms;) {
        const block_ms = Math.floor(from_ms / span_ms) * span_ms;
        const to_ms = Math.min(end_ms, block_ms + span_ms);
        const part = values.map((plane) =>
          plane.subarray((from_ms - start_ms) / step_ms, (to_ms - start_ms) / step_ms)
        );
        if (part[0]?.some((value) => !Number.isNaN(value))) {
          place(tier, series, block_ms, (from_ms - block_ms) / step_ms, part);
        }
        from_ms = to_ms;
      }
    },
    read: (series, range, plane) =>
      db.read(() => select.all(series, ...endsOf(range))).map((row) => decode(row, plane)),
    has: (series, range = EVER) => db.read(() => numberOf(any.get(series, ...endsOf(range)))) === 1,
    count: () => numberOf(total.get()),
    head_ms: () => {
      const [row] = heads.all(1);
      return row === undefined ? null : Number(row["start_ms"]);
    },
    oldest_ms: () => {
      const firsts = heads.all(SAME_MOMENT).flatMap((row) => firstOf(decode(row, "avg")));
      return firsts.length === 0 ? null : Math.min(...firsts);
    },
    cut: (first, from_ms, to_ms) => void remove.run(first, from_ms, to_ms),
  };
}

function endsOf({ from_ms, step_ms, count }: Range): [from_ms: number, to_ms: number] {
  return [from_ms, from_ms + step_ms * count];
}

/** Time of the first value, if there is one. */
function firstOf({ start_ms, step_ms, values }: Slots): number[] {
  const slot = values.findIndex((value) => !Number.isNaN(value));
  return slot < 0 ? [] : [start_ms + slot * step_ms];
}

function bytesOf(value: unknown): Uint8Array | null {
  return value instanceof Uint8Array ? value : null;
}
