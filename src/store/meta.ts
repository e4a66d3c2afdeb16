import type { Database } from "./database.ts";

/** Values by name: small things that have no table of their own. */
export interface MetaRepository {
  /** null: there is none. */
  get(key: string): string | null;
  set(key: string, value: string): void;
}

/** The repository over an open database. */
export function metaRepository(db: Database): MetaRepository {
  const select = db.prepare("select value from meta where key = ?");
  const upsert = db.prepare("insert or replace into meta values (?, ?)");
  return {
    get: (key) => {
      const value = db.read(() => select.get(key))?.["value"];
      return typeof value === "string" ? value : null;
    },
    set: (key, value) => db.transaction(() => void upsert.run(key, value)),
  };
}
