import { type Alert, alert } from "../contract/mod.ts";
import { logger } from "../log/mod.ts";
import { type Database, numberOf } from "./database.ts";
import { parseJson } from "./json.ts";

/** An alert and its place in the order in which alerts were raised. */
export interface AlertRow {
  /** Rises with every new alert; never changes. */
  readonly seq: number;
  readonly alert: Alert;
}

/** The alerts that are kept. */
export interface AlertRepository {
  /** All of them, oldest first. A row that is not a valid alert is left out, with a line in the log. */
  all(): AlertRow[];
  /** Writes new and changed ones. */
  save(rows: readonly AlertRow[]): void;
  remove(ids: readonly string[]): void;
  count(): number;
}

/** The repository over an open database. */
export function alertRepository(db: Database): AlertRepository {
  // What covers an alert is no part of it.
  const names = Object.keys(alert().omit({ silenced: true }).shape);
  const select = db.prepare(`select seq, ${names.join(", ")} from alerts order by seq`);
  const upsert = db.prepare(
    `insert into alerts (seq, ${names.join(", ")}) values (:seq, ${
      names.map((name) => `:${name}`).join(", ")
    }) on conflict (seq) do update set ${names.map((name) => `${name} = excluded.${name}`).join(", ")}`,
  );
  const remove = db.prepare("delete from alerts where id = ?");
  const count = db.prepare("select count(*) from alerts");

  return {
    all: () => {
      const rows = db.read(() => select.all());
      const valid = rows.flatMap(decode);
      const lost = rows.length - valid.length;
      if (lost > 0) logger("store").error("Cannot read {lost} kept alerts: left out", { lost });
      return valid;
    },
    // Open ones last: at most one alert of a rule and subject may be open at any moment.
    save: (rows) =>
      db.transaction(() => {
        for (const { seq, alert } of rows.toSorted((a, b) => openness(a) - openness(b))) {
          const { silenced: _, ...columns } = alert;
          upsert.run({ seq, ...columns, data: JSON.stringify(alert.data) });
        }
      }),
    remove: (ids) =>
      db.transaction(() => {
        for (const id of ids) remove.run(id);
      }),
    count: () => db.read(() => numberOf(count.get())),
  };
}

function openness({ alert: { status } }: AlertRow): number {
  return status === "active" || status === "acknowledged" ? 1 : 0;
}

function decode({ seq, data, ...columns }: Record<string, unknown>): AlertRow[] {
  const parsed = alert().safeParse({ ...columns, data: parseJson(data) });
  return parsed.success && typeof seq === "number" ? [{ seq, alert: parsed.data }] : [];
}
