import assert from "node:assert/strict";
import { readCatalog } from "../../../src/packages/debian/catalog.ts";
import { pendingUpdates } from "../../../src/packages/debian/updates.ts";
import { memoryFiles } from "../../../src/packages/files.ts";
import { list, RELEASES } from "./_archive.ts";
import { type Short, statusText } from "./_status.ts";

/** Names of the updates that are kept back, of all that are pending. */
async function keptBack(
  installed: readonly Short[],
  offered: readonly Short[],
  apt_conf = "",
): Promise<string[]> {
  const files = memoryFiles({
    ...RELEASES,
    ...list("stable", offered.map(({ name, fields = {} }) => ({ name, version: "2", fields }))),
    "/var/lib/dpkg/status": statusText([{ name: "dpkg" }, ...installed]),
    "/etc/apt/apt.conf": apt_conf,
  });
  const updates = pendingUpdates(await readCatalog(files, { installed_only: true }));
  return updates.filter(({ kept_back }) => kept_back).map(({ name }) => name);
}

Deno.test("kept back: what needs a package that is not installed, and what needs that as it would be", async () => {
  const installed = ["app", "lib", "other", "plain"].map((name) => ({ name }));
  const offered = [
    { name: "app", fields: { Depends: "lib (>= 2)" } },
    { name: "lib", fields: { "Pre-Depends": "brand-new" } },
    { name: "other", fields: { Depends: "lib | brand-new" } },
    { name: "plain", fields: { Suggests: "brand-new" } },
    { name: "brand-new" },
  ];
  assert.deepEqual(await keptBack(installed, offered), ["app", "lib"]);
});

Deno.test("kept back: what would break a package that has no upgrade itself", async () => {
  const installed = [{ name: "old", fields: { Depends: "lib (= 1)" } }, { name: "lib" }, { name: "kin" }];
  const offered = [{ name: "lib" }, { name: "kin", fields: { Depends: "lib (>= 2)" } }];
  assert.deepEqual(await keptBack(installed, offered), ["kin", "lib"]);
  const breaks = [{ name: "lib", fields: { Breaks: "old (<< 2)" } }];
  assert.deepEqual(await keptBack([{ name: "old" }, { name: "lib" }], breaks), ["lib"]);
  assert.deepEqual(await keptBack([{ name: "old" }, { name: "lib" }], [...breaks, { name: "old" }]), []);
});

Deno.test("kept back: what would go without a package that it recommends, unless it does already", async () => {
  const recommends = (name: string) => ({ name, fields: { Recommends: "brand-new" } });
  const installed = [{ name: "fresh" }, recommends("modest"), { name: "suggesting" }];
  const offered = [
    recommends("fresh"),
    recommends("modest"),
    { name: "suggesting", fields: { Suggests: "x" } },
  ];
  assert.deepEqual(await keptBack(installed, offered), ["fresh"]);
  assert.deepEqual(await keptBack(installed, offered, "APT::Install-Recommends false;"), []);
  assert.deepEqual(await keptBack(installed, offered, "APT::Install-Suggests 1;"), ["fresh", "suggesting"]);
});

Deno.test("kept back: of two that cannot stand together the one that counts more", async () => {
  const offered = [
    { name: "a", fields: { Conflicts: "b (>= 2)" } },
    { name: "b", fields: { Conflicts: "a (>= 2)" } },
  ];
  const keptWith = (more: readonly Short[], of = offered) =>
    keptBack([{ name: "a" }, { name: "b" }, ...more], [...of, ...more]);
  const wants = (name: string) => ({ name: `wants-${name}`, fields: { Depends: name } });
  assert.deepEqual(await keptWith([wants("b")]), ["b"]);
  assert.deepEqual(await keptWith([wants("a")]), ["a"]);
  const [a, b] = offered.map(({ name, fields }, index) => ({
    name,
    fields: { ...fields, Priority: ["optional", "important"][index] ?? "" },
  }));
  assert.ok(a !== undefined && b !== undefined);
  assert.deepEqual(await keptWith([], [a, b]), ["b"]);
  assert.deepEqual(await keptWith([wants("a")], [a, b]), ["b"]);
  assert.deepEqual(await keptWith([wants("a"), { name: "x", fields: { Recommends: "a" } }], [a, b]), ["a"]);
  const essential = { name: "wants-a", fields: { Depends: "a", Essential: "yes" } };
  assert.deepEqual(await keptWith([essential], [a, b]), ["a"]);
});

Deno.test("kept back: nothing is told where packages are broken already, or are held", async () => {
  const needs = [{ name: "a", fields: { Depends: "new" } }];
  assert.deepEqual(await keptBack([{ name: "a" }], needs), ["a"]);
  assert.deepEqual(
    await keptBack([{ name: "a" }, { name: "broken", fields: { Depends: "gone" } }], needs),
    [],
  );
  assert.deepEqual(await keptBack([{ name: "a", status: "hold ok installed" }], needs), []);
});

Deno.test("kept back: relations that cannot be read are none; long chains end", async () => {
  assert.deepEqual(await keptBack([{ name: "a" }], [{ name: "a", fields: { Depends: "((" } }]), []);
  const names = Array.from({ length: 3000 }, (_, index) => `p${index}`);
  const chain = names.map((name, index) => ({ name, fields: { Depends: `p${index + 1} (>= 2)` } }));
  assert.equal((await keptBack(names.map((name) => ({ name })), chain)).length, 3000);
});
