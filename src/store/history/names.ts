import type { Database } from "../database.ts";

/** What a series is called: the figure, and whose it is; empty for the host's own. */
export interface SeriesName {
  readonly name: string;
  readonly subject: string;
}

/** The series there are, with the numbers that stand for them in journal and blocks. */
export interface SeriesNames {
  /** Number of a series, a new one where it has none; kept by the next {@link SeriesNames.write}. */
  idOf(series: SeriesName): number;
  find(series: SeriesName): number | undefined;
  /** Series of a name with their subjects, in the order in which they came. */
  subjectsOf(name: string): ReadonlyMap<string, number>;
  /** Keeps new ones, in a transaction of the caller's. */
  write(): void;
  /** To be called when that transaction is on the disk. */
  written(): void;
  /** Numbers from one on, in their order. */
  from(id: number, limit: number): number[];
  /** Forgets series, in a transaction of the caller's. */
  remove(ids: readonly number[]): void;
}

/** The series of an open database. */
export function seriesNames(db: Database): SeriesNames {
  const insert = db.prepare("insert or replace into history_series (id, name, subject) values (?, ?, ?)");
  const select = db.prepare("select id, name, subject from history_series order by id");
  const remove = db.prepare("delete from history_series where id = ?");
  const by_name = new Map<string, Map<string, number>>();
  const by_id = new Map<number, SeriesName>();
  let unwritten: number[] = [];
  let last = 0;

  const add = (id: number, { name, subject }: SeriesName) => {
    let subjects = by_name.get(name);
    if (subjects === undefined) by_name.set(name, subjects = new Map());
    subjects.set(subject, id);
    by_id.set(id, { name, subject });
    last = Math.max(last, id);
    return id;
  };
  for (const row of select.all()) {
    add(Number(row["id"]), { name: String(row["name"]), subject: String(row["subject"]) });
  }
  const find = ({ name, subject }: SeriesName) => by_name.get(name)?.get(subject);
  return {
    find,
    idOf: (series) => {
      const known = find(series);
      if (known !== undefined) return known;
      unwritten.push(last + 1);
      return add(last + 1, series);
    },
    subjectsOf: (name) => by_name.get(name) ?? new Map(),
    write: () => {
      for (const id of unwritten) {
        const series = by_id.get(id);
        if (series !== undefined) insert.run(id, series.name, series.subject);
      }
    },
    written: () => {
      if (unwritten.length > 0) unwritten = [];
    },
    from: (id, limit) => {
      const found: number[] = [];
      for (const known of by_id.keys()) {
        if (known >= id && found.push(known) === limit) break;
      }
      return found;
    },
    remove: (ids) => {
      for (const id of ids) {
        remove.run(id);
        const series = by_id.get(id);
        if (series !== undefined) by_name.get(series.name)?.delete(series.subject);
        by_id.delete(id);
      }
    },
  };
}
