import type { DatabaseSync } from "node:sqlite";

/** Copies every row there is into a database of the same form, in one transaction. Throws what SQLite throws. */
export function copyRows(from: DatabaseSync, to: DatabaseSync): void {
  to.exec("begin immediate");
  for (const table of tablesOf(from)) {
    to.exec(`delete from ${table}`);
    const select = from.prepare(`select * from ${table}`);
    const insert = to.prepare(`insert into ${table} values (${select.columns().map(() => "?").join(", ")})`);
    for (const row of select.iterate()) insert.run(...Object.values(row));
  }
  to.exec("commit");
}

/** The last numbers given out come last: copying the rows gives out numbers as well. */
function tablesOf(db: DatabaseSync): string[] {
  const names = db.prepare("select name from sqlite_schema where type = 'table'").all();
  return names.map(({ name }) => String(name)).sort((a, b) => Number(isOwn(a)) - Number(isOwn(b)));
}

/** Whether it is one of SQLite's own. */
function isOwn(table: string): boolean {
  return table.startsWith("sqlite_");
}
