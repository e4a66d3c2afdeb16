import assert from "node:assert/strict";
import { basename, dirname } from "node:path/posix";
import { doorsOf, OPEN, RANKS, TOP_RANK, unitOf } from "../../lint/layout.ts";
import { product, readModules } from "./_graph.ts";

const modules = readModules();
const files = product(modules);
const MOST_LINES = 300;
/** Nobody writes it, and it has an entry for every operation. */
const GENERATED = ["src/contract/types.ts"];

Deno.test(`no module has more than ${MOST_LINES} lines`, () => {
  const long = [...modules.values()].filter(({ path, lines }) =>
    lines > MOST_LINES && !GENERATED.includes(path)
  );
  assert.deepEqual(long.map(({ path, lines }) => `${path}: ${lines}`), []);
});

Deno.test("file names are snake_case", () => {
  const paths = [...modules.keys()];
  assert.deepEqual(paths.filter((path) => !/^_?[a-z0-9][a-z0-9_]*\.ts$/.test(basename(path))), []);
});

Deno.test("every folder of src has its doors, and the first says what counts", () => {
  const units = new Set(files.map(({ path }) => unitOf(path)?.name));
  const closed = RANKS.slice(0, TOP_RANK).flat().filter((name) => units.has(name) && !OPEN.includes(name));
  const doors = closed.flatMap(doorsOf);
  assert.deepEqual(doors.filter((door) => !modules.has(door)), []);
  const first_doors = closed.flatMap((unit) => doorsOf(unit).slice(0, 1));
  for (const { path, source } of files) {
    if (!first_doors.includes(path) && (basename(path) !== "mod.ts" || path === "mod.ts")) continue;
    const doc = /^\/\*\*.*?\*\//s.exec(source)?.[0] ?? "";
    assert.match(doc, /@module/, `${path} has no module doc`);
    assert.match(
      doc.replaceAll(/\s*\n \*\s*/g, " "),
      /[Ww]hat counts as/,
      `${path} does not say what counts`,
    );
  }
});

Deno.test("nothing escapes the type checker or the linter", () => {
  // Put together here, so that this file does not contain what it looks for.
  const escapes = ["@ts-" + "ignore", "@ts-" + "expect-error", "@ts-" + "nocheck", "deno-lint-" + "ignore"];
  for (const { path, source } of modules.values()) {
    assert.deepEqual(escapes.filter((escape) => source.includes(escape)), [], path);
  }
});

Deno.test("nothing of the program is left unfinished", () => {
  const mark = /\b(TODO|FIXME|XXX|not implemented|placeholder)\b/i;
  assert.deepEqual(files.filter(({ source }) => mark.test(source)).map(({ path }) => path), []);
});

Deno.test("private files are used in their own folder", () => {
  const unused = [...modules.keys()].filter((path) =>
    basename(path).startsWith("_") &&
    ![...modules.values()].some((user) =>
      dirname(user.path) === dirname(path) && user.source.includes(`./${basename(path)}"`)
    )
  );
  assert.deepEqual(unused, []);
});
