import { namesIn } from "./_files.ts";
import { defineCheck, type Finding, ok, quoted, skipped, wrong } from "./check.ts";
import { restartCommands, startCommand, sudo } from "./site.ts";

/** How every SQLite database begins (https://sqlite.org/fileformat.html, 1.3). */
const MAGIC = "SQLite format 3\0";

/** Whether the database is whole and written to. */
export const store = defineCheck({
  name: "store",
  gather: (site) => {
    const dir = site.state_dir;
    const names = namesIn(dir);
    return {
      path: `${dir}/cortex.db`,
      damaged: (names ?? []).filter((name) => /^cortex\.db\.damaged-[^-]*$/.test(name)).map((name) =>
        `${dir}/${name}`
      ),
      intact: names?.includes("cortex.db") ? begins(`${dir}/cortex.db`) : null,
      told: site.answers?.health?.store ?? null,
      start: startCommand(site),
      restart: restartCommands(site),
      sudo: sudo(site),
    };
  },
  judge: ({ path, damaged, intact, told, start, restart, sudo }): Finding[] => {
    const found: Finding[] = [];
    if (intact === false) {
      found.push(wrong(`${path} is no database any more; a start puts it aside and makes a new one`, start));
    }
    if (told?.state === "memory") {
      found.push(
        wrong(
          `The daemon keeps its state in memory only: ${told.message ?? "the folder is not writable"}`,
          ...restart,
        ),
      );
    }
    for (const file of damaged) {
      found.push(
        wrong(
          `A damaged database was put aside: ${file}`,
          `${sudo}sqlite3 ${quoted(file)} .recover | sqlite3 recovered.db`,
          `${sudo}rm ${quoted(file)}*`,
        ),
      );
    }
    if (told?.state === "recovered" && damaged.length === 0) {
      found.push(
        wrong(
          `The daemon had to begin a new database: ${told.message ?? "the old one was damaged"}`,
          ...restart,
        ),
      );
    }
    if (found.length > 0) return found;
    if (told !== null) return [ok(`The database ${path} is whole`)];
    return intact === null
      ? [skipped("There is no database that this user could look at")]
      : [ok(`The file ${path} begins as a database does; a start checks the rest`)];
  },
});

/** Whether a file begins as a database does; an empty one is a new one. null: it cannot be read. */
function begins(path: string): boolean | null {
  try {
    using file = Deno.openSync(path);
    const head = new Uint8Array(MAGIC.length);
    const read = file.readSync(head);
    return read === null || new TextDecoder("latin1").decode(head.subarray(0, read)) === MAGIC;
  } catch {
    return null;
  }
}
