import assert from "node:assert/strict";
import { readCatalog } from "../../../src/packages/debian/catalog.ts";
import { debianIndex } from "../../../src/packages/debian/index_source.ts";
import { KeptList } from "../../../src/packages/debian/kept_list.ts";
import { NumbersByName } from "../../../src/packages/debian/numbers_by_name.ts";
import { PackageFileError } from "../../../src/packages/file_error.ts";
import { textOf } from "../../../src/packages/stretch.ts";
import {
  INDEX_FIELDS,
  type ListedPackage,
  readListValues,
  readPackagesList,
  UPGRADE_FIELDS,
} from "../../../src/packages/debian/packages_list.ts";
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
    ["tool:amd64", "1 1", "2 2"],
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
  assert.deepEqual(found.slice(2), [["tool:amd64", "1 1", "2 1"], ["kept:amd64", "1 1"], [
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
  const [file = assert.fail()] = await lists(tree);
  for (const fields of [INDEX_FIELDS, UPGRADE_FIELDS]) {
    const given: string[][] = [];
    const kept = new KeptList(file, fields);
    await readListValues(memoryFiles(tree), path, fields, (values) => {
      given.push(fields.map((field) => textOf(values.stretch(field))));
      kept.add(values);
    });
    const back = given.map((_, number) => kept.at(number));
    assert.deepEqual(back.map((one) => fields.map((field) => one.text(field))), given);
    const read: ListedPackage[] = [];
    await readPackagesList(memoryFiles(tree), path, (listed) => read.push(listed));
    assert.deepEqual(back.map((one) => one.facts()), read);
    for (const [number, one] of back.entries()) {
      const { name, version, architecture, source, installed_bytes, download_bytes, phased_percent } = one;
      const own = { name, version, architecture, source, installed_bytes, download_bytes, phased_percent };
      assert.deepEqual({ ...read[number], ...own }, read[number]);
    }
    const relations = fields === UPGRADE_FIELDS;
    assert.deepEqual(
      Object.keys(back[0]?.relations() ?? {}),
      relations ? ["Depends", "Breaks"] : ["Depends"],
    );
    assert.equal(back[0]?.mark() === undefined, !relations);
  }
});

Deno.test("a list read as bytes names the same faults as one read as texts", async () => {
  const path = "/var/lib/apt/lists/x_Packages";
  const whole = {
    Package: "a",
    Version: "1",
    Size: "3",
    "Installed-Size": "4",
    "Phased-Update-Percentage": "5",
  };
  for (
    const bad of [
      { Package: "" },
      { Package: "../a" },
      { Version: "" },
      { Version: "1:" },
      { Size: "1x" },
      { Size: "1234567890123456" },
      { "Installed-Size": "-1" },
      { "Phased-Update-Percentage": "½" },
    ]
  ) {
    const text = Object.entries({ ...whole, ...bad }).map(([field, value]) => `${field}: ${value}\n`).join(
      "",
    );
    const files = memoryFiles({ [path]: `Package: first\nVersion: 0\n\n${text}` });
    const fault = (reading: Promise<void>) =>
      reading.then(() => assert.fail(text), (error) => {
        assert.ok(error instanceof PackageFileError, String(error));
        return error.message;
      });
    assert.equal(
      await fault(readListValues(files, path, INDEX_FIELDS, () => {})),
      await fault(readPackagesList(files, path, () => {})),
    );
  }
});

async function lists(tree: Tree) {
  return (await readCatalog(memoryFiles({ ...RELEASES, ...STATUS, ...tree }))).lists;
}

Deno.test("index rows: what a package needs before and after it is unpacked, installed or not", async () => {
  const needs = { "Pre-Depends": "base-files", Depends: "libc6 (>= 2), x | y" };
  const first = { "Pre-Depends": needs["Pre-Depends"] };
  const files = memoryFiles({
    ...RELEASES,
    ...list("stable", [
      { name: "both", version: "2", fields: needs },
      { name: "first", version: "2", fields: first },
      { name: "later", version: "2", fields: { Depends: needs.Depends } },
      { name: "none", version: "2" },
    ]),
    "/var/lib/dpkg/status": statusText([{ name: "dpkg" }, { name: "here", fields: needs }]),
  });
  const depends = new Map<string, string>();
  await debianIndex.rows(files, ({ name, details: { depends: found } }) => {
    depends.set(textOf(name), typeof found === "number" || found === null ? "no text" : textOf(found));
  });
  const all = "base-files, libc6 (>= 2), x | y";
  assert.deepEqual(Object.fromEntries(depends), {
    dpkg: "",
    here: all,
    both: all,
    first: "base-files",
    later: needs.Depends,
    none: "",
  });
});

Deno.test("numbers by name: those of each name together, and what is taken back is gone", () => {
  const numbers = new NumbersByName();
  for (const [number, name] of ["b", "a", "b", "ab", "a"].entries()) numbers.add(name, 10 * number);
  assert.deepEqual([...numbers.groups()], [[0, 20], [10, 40], [30]]);
  numbers.cut(20);
  assert.deepEqual([...numbers.groups()], [[0], [10]]);
  numbers.add("a", 25);
  assert.deepEqual([...numbers.groups()], [[0], [10, 25]]);
});
