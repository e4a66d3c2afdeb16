import { type Silence, silence } from "../contract/mod.ts";
import { logger } from "../log/mod.ts";
import type { Database } from "./database.ts";
import { parseJson } from "./json.ts";

/** The silences that are in force. */
export interface SilenceRepository {
  /** All of them, oldest first. A row that is not a valid silence is left out, with a line in the log. */
  all(): Silence[];
  add(silence: Silence): void;
  remove(ids: readonly string[]): void;
}

/** The repository over an open database. */
export function silenceRepository(db: Database): SilenceRepository {
  const select = db.prepare("select data from silences order by seq");
  const insert = db.prepare("insert into silences (id, data) values (?, ?)");
  const remove = db.prepare("delete from silences where id = ?");
  return {
    all: () => {
      const rows = db.read(() => select.all());
      const valid = rows.flatMap(({ data }) => {
        const parsed = silence().safeParse(parseJson(data));
        return parsed.success ? [parsed.data] : [];
      });
      const lost = rows.length - valid.length;
      if (lost > 0) logger("store").error("Cannot read {lost} kept silences: left out", { lost });
      return valid;
    },
    add: (silence) => db.transaction(() => void insert.run(silence.id, JSON.stringify(silence))),
    remove: (ids) =>
      db.transaction(() => {
        for (const id of ids) remove.run(id);
      }),
  };
}
