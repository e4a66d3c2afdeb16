import type { DatabaseSync } from "node:sqlite";
import { numberOf } from "./database.ts";
import type { Migration } from "./migration.ts";
import { alertsEventsMeta } from "./migrations/001_alerts_events_meta.ts";
import { history } from "./migrations/002_history.ts";
import { jobs } from "./migrations/003_jobs.ts";
import { outbox } from "./migrations/005_outbox.ts";
import { silences } from "./migrations/004_silences.ts";

/** Every step of the database's form, oldest first. */
export const MIGRATIONS: readonly Migration[] = [alertsEventsMeta, history, jobs, silences, outbox];

/** Version of the database that this program writes. */
export const LATEST_VERSION: number = MIGRATIONS.at(-1)?.version ?? 0;

/** The version in force: in the header, where SQLite keeps it, and in the table meta; damage makes them differ. */
export function versionsOf(db: DatabaseSync): { readonly header: number; readonly stated: number } {
  const stated = db.prepare("select value from meta where key = 'schema_version'").get();
  return {
    header: numberOf(db.prepare("pragma user_version").get()),
    stated: Number(stated?.["value"] ?? Number.NaN),
  };
}

/** Brings a database to the last version, each step in a transaction of its own. */
export function migrate(db: DatabaseSync, migrations: readonly Migration[] = MIGRATIONS): void {
  const version = numberOf(db.prepare("pragma user_version").get());
  for (const migration of migrations.filter((one) => one.version > version)) apply(db, migration);
}

function apply(db: DatabaseSync, migration: Migration): void {
  db.prepare("begin immediate").run();
  try {
    for (const statement of migration.statements) db.prepare(statement).run();
    db.prepare("insert or replace into meta values ('schema_version', ?)").run(String(migration.version));
    // A pragma takes no parameters.
    db.prepare(`pragma user_version = ${migration.version}`).run();
    db.prepare("commit").run();
  } catch (error) {
    if (db.isTransaction) db.prepare("rollback").run();
    throw error;
  }
}

/**
 * Tables, indices, views and triggers of a database, as one text: two with the same text have the same form. How the
 * statements that made them were indented does not count.
 */
export function formOf(db: DatabaseSync): string {
  const parts = db.prepare("select type, name, sql from sqlite_schema order by type, name").all();
  return parts.map(({ type, name, sql }) => `${type} ${name}: ${String(sql).replace(/\s+/g, " ")}`).join(
    "\n",
  );
}
