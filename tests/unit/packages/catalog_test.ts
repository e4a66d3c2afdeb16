import assert from "node:assert/strict";
import { readCatalog } from "../../../src/packages/debian/catalog.ts";
import { KeptList } from "../../../src/packages/debian/kept_list.ts";
import { NumbersByName } from "../../../src/packages/debian/numbers_by_name.ts";
import { type ListedPackage, readPackagesList } from "../../../src/packages/debian/packages_list.ts";
import { memoryFiles } from "../../../src/packages/files.ts";
import { list, RELEASES, type Tree } from "./_archive.ts";
import { statusText } from "./_status.ts";

/** Each package with its versions, and how many lists have each. */
async function entries(tree: Tree): Promise<unknown[]> {
  const catalog = await readCatalog(memoryFiles({ ...RELEASES, ...tree }));
  return Array.from(catalog.entries, ({ name, architecture, versions }) => [
    `${name}:${architecture}`,
    ...versions.map(({ version, lists, installed }) =>
      `${version} ${lists.length}${installed ? " here" : ""}`
    ),
  ]);
}

const STATUS = {
  "/var/lib/dpkg/status": statusText([
    { name: "dpkg" },
    { name: "tool", architecture: "i386" },
    { name: "script", architecture: "all" },
  ]),
};

Deno.test("catalog: each version once with its lists; the machine's own architecture first", async () => {
  const found = await entries({
    ...STATUS,
    ...list("stable", [
      { name: "tool", version: "1" },
      { name: "script", version: "1", architecture: "all" },
      { name: "tool", version: "2" },
    ]),
    ...list("stable", [{ name: "tool", version: "1" }], "i386"),
    ...list("security", [{ name: "tool", version: "2" }, { name: "new", version: "1" }]),
  });
  assert.deepEqual(found, [
    ["dpkg:amd64", "1 0 here"],
    ["script:amd64", "1 1 here"],
    ["tool:amd64", "2 2", "1 1"],
    ["new:amd64", "1 1"],
    ["tool:i386", "1 1 here"],
  ]);
});

Deno.test("catalog: of a list that is damaged at its end nothing counts, of those after it all", async () => {
  const [[path = "", text] = []] = Object.entries(
    list("experimental", [{ name: "tool", version: "3" }, { name: "lost", version: "1" }]),
  );
  const found = await entries({
    ...STATUS,
    ...list("backports", [{ name: "tool", version: "2" }]),
    [path]: `${text}\nPackage: worse\nVersion: 1:\n`,
    ...list("stable", [{ name: "tool", version: "1" }, { name: "kept", version: "1" }]),
  });
  assert.deepEqual(found.slice(2), [["tool:amd64", "2 1", "1 1"], ["kept:amd64", "1 1"], [
    "tool:i386",
    "1 0 here",
  ]]);
});

Deno.test("a kept list gives back what was put into it", async () => {
  const fields = {
    Source: "src (4)",
    Section: "misc",
    "Installed-Size": "7",
    "Multi-Arch": "same",
    Essential: "yes",
    Tag: "a::b,\n c::d",
    Depends: "x (>= 1), y | z",
    Breaks: "w",
    "Phased-Update-Percentage": "40",
    Description: "Größe 𝄞",
  };
  const tree = list("stable", [
    { name: "full", version: "1:2-3", fields },
    { name: "bare", version: "0", fields: { Size: "" } },
  ]);
  const [path = ""] = Object.keys(tree);
  for (const relations of [true, false]) {
    const given: ListedPackage[] = [];
    const kept = new KeptList({ ...(await lists(tree))[0] ?? assert.fail() });
    await readPackagesList(memoryFiles(tree), path, (listed) => {
      given.push(listed);
      kept.add(listed);
    }, { relations });
    assert.equal(given[0]?.others.includes("w"), relations);
    assert.deepEqual(given.map((_, number) => kept.at(number)), given);
  }
});

async function lists(tree: Tree) {
  return (await readCatalog(memoryFiles({ ...RELEASES, ...STATUS, ...tree }))).lists;
}

Deno.test("numbers by name: those of each name together, and what is taken back is gone", () => {
  const numbers = new NumbersByName();
  for (const [number, name] of ["b", "a", "b", "ab", "a"].entries()) numbers.add(name, 10 * number);
  assert.deepEqual([...numbers.groups()], [[0, 20], [10, 40], [30]]);
  numbers.cut(20);
  assert.deepEqual([...numbers.groups()], [[0], [10]]);
  numbers.add("a", 25);
  assert.deepEqual([...numbers.groups()], [[0], [10, 25]]);
});
