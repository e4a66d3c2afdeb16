import assert from "node:assert/strict";
import fc from "fast-check";
import { type Glance, glancePath, readGlance, writeGlance } from "../../../src/inventory/glance.ts";

const GLANCE: Glance = {
  made_at: "2026-11-21T08:00:00.000Z",
  stale_since: null,
  packages: 744,
  explicit: 60,
  orphans: 2,
  updates: 12,
  security_updates: 3,
  broken: 0,
  vulnerabilities: null,
  fixable: null,
  reboot_required: false,
};

/** A folder and the path of the file in it. */
function folder(): { readonly path: string } & Disposable {
  const dir = Deno.makeTempDirSync({ dir: "/tmp", prefix: "cx-glance-" });
  return { path: glancePath(dir), [Symbol.dispose]: () => Deno.removeSync(dir, { recursive: true }) };
}

Deno.test("the file is read as it was written, by anybody, and nothing lies beside it", () => {
  using place = folder();
  writeGlance(place.path, { ...GLANCE, updates: 1 });
  writeGlance(place.path, GLANCE);
  assert.deepEqual(readGlance(place.path), GLANCE);
  assert.equal((Deno.statSync(place.path).mode ?? 0) & 0o777, 0o644);
  assert.deepEqual([...Deno.readDirSync(place.path.replace(/\/[^/]*$/, ""))].length, 1);
});

Deno.test("what is no such file reads as none", () => {
  using place = folder();
  assert.equal(readGlance(place.path), null);
  const damaged = [
    "",
    "null",
    "[]",
    JSON.stringify(GLANCE).slice(0, -5),
    JSON.stringify({ ...GLANCE, updates: -1 }),
    JSON.stringify({ ...GLANCE, updates: "\u001b[2J" }),
    JSON.stringify({ ...GLANCE, made_at: "\u001b[2J" }),
    JSON.stringify({ ...GLANCE, fixable: undefined }),
    JSON.stringify(GLANCE) + " ".repeat(5000),
  ];
  for (const text of damaged) {
    Deno.writeTextFileSync(place.path, text);
    assert.equal(readGlance(place.path), null, text);
  }
  fc.assert(fc.property(fc.json(), (text) => {
    Deno.writeTextFileSync(place.path, text);
    return readGlance(place.path) === null;
  }));
});

Deno.test("only the known members are read", () => {
  using place = folder();
  Deno.writeTextFileSync(place.path, JSON.stringify({ ...GLANCE, later: "\u001b[2J" }));
  assert.deepEqual(readGlance(place.path), GLANCE);
});

Deno.test("a folder, and a file of somebody else, are not read", () => {
  using place = folder();
  Deno.mkdirSync(place.path);
  assert.equal(readGlance(place.path), null);
  const other = `${place.path}.other`;
  writeGlance(other, GLANCE);
  const owner = Deno.statSync(other).uid ?? 0;
  assert.deepEqual(readGlance(other, { owner }), GLANCE);
  assert.equal(readGlance(other, { owner: owner + 1 }), null);
});
