import assert from "node:assert/strict";
import fc from "fast-check";
import { findConflicts } from "../../src/packages/debian/conflicts.ts";
import { isConfigured, readDpkgDatabase } from "../../src/packages/debian/database.ts";
import { aptUnmet, bareUnmet, doseBroken, dpkgAudit } from "../unit/packages/_oracle.ts";
import { database, type Short, statusText } from "../unit/packages/_status.ts";
import { diskFiles } from "../../src/packages/disk_files.ts";
import { has, run } from "./_run.ts";
import { scratch } from "./_scratch.ts";

const NAMES = ["a", "b", "c", "d", "e", "f", "g", "h"].map((letter) => `pkg-${letter}`);
const name = fc.constantFrom(...NAMES, "virtual");
const relation = fc.tuple(
  name,
  fc.constantFrom("", "", "", ":any"),
  fc.constantFrom("", "", "", " (>= 2)", " (= 1)", " (<< 3)", " (>> 2)"),
).map((parts) => parts.join(""));
const clauses = fc.array(
  fc.oneof(relation, fc.tuple(relation, relation).map((pair) => pair.join(" | "))),
  { maxLength: 2 },
).map((list) => list.join(", "));
const provides = fc.constantFrom("", "", "virtual", "virtual (= 2)");
const negative = fc.constantFrom(
  "",
  "",
  "",
  "virtual",
  ...NAMES.map((one) => `${one} (<< 2)`),
  ...NAMES.map((one) => `${one}:any`),
);

/** One package of a small world, of one or the other architecture. */
function anyPackage(of: string): fc.Arbitrary<Short> {
  return fc.record({
    name: fc.constant(of),
    version: fc.constantFrom("1", "2", "3"),
    architecture: fc.constantFrom("amd64", "amd64", "i386", "all"),
    multi: fc.constantFrom("no", "same", "foreign", "allowed"),
    Depends: clauses,
    Provides: provides,
    Conflicts: negative,
    Breaks: negative,
  }).map(({ name, version, architecture, multi, ...relations }) => ({
    name,
    version,
    architecture,
    fields: {
      ...(multi === "no" || (multi === "same" && architecture === "all") ? {} : { "Multi-Arch": multi }),
      ...Object.fromEntries(Object.entries(relations).filter(([, value]) => value !== "")),
    },
  }));
}

const world = fc.tuple(...NAMES.map((one) => fc.option(anyPackage(one), { nil: undefined, freq: 4 })))
  .map((packages) => packages.filter((found) => found !== undefined));

/** Two such worlds in one, which have some names in two architectures. */
const mixed_world = fc.tuple(world, world).map(([one, two]) => {
  const keyOf = ({ name, architecture }: Short) => `${name}:${architecture === "i386" ? "i386" : "amd64"}`;
  return [...new Map([...one, ...two].map((found) => [keyOf(found), found])).values()];
});

/** dose takes any package of the machine's own architecture for NAME:any; apt and dpkg ask for Multi-Arch: allowed. */
function withoutAny(packages: readonly Short[]): Short[] {
  return packages.map((found) => ({
    ...found,
    fields: Object.fromEntries(
      Object.entries(found.fields ?? {}).map(([field, value]) => [field, value.replaceAll(":any", "")]),
    ),
  }));
}

Deno.test({
  name: "conflicts: this machine's are those of apt-get check and dpkg --audit",
  ignore: !has("apt-get"),
  async fn() {
    const found = findConflicts(await readDpkgDatabase(diskFiles("/")));
    assert.deepEqual(found.direct.map(bareUnmet).sort(), aptUnmet(run("apt-get", ["check"]).stdout));
    assert.deepEqual(found.states, dpkgAudit(run("dpkg", ["--audit"]).stdout));
  },
});

Deno.test({
  name: "conflicts: the direct list of any small world is that of apt-get check",
  ignore: !has("apt-get"),
  async fn() {
    await fc.assert(
      fc.asyncProperty(mixed_world, async (packages) => {
        using db = scratch(statusText([{ name: "dpkg" }, ...packages]));
        const found = findConflicts(await database(packages)).direct.map(bareUnmet).sort();
        assert.deepEqual([...new Set(found)], [...new Set(aptUnmet(db.aptCheck()))]);
      }),
      { numRuns: 100 },
    );
  },
});

Deno.test({
  name: "conflicts: the transitive set of any small world is that of dose-debcheck",
  ignore: !has("dose-debcheck"),
  async fn() {
    await fc.assert(
      fc.asyncProperty(world.map(withoutAny), async (packages) => {
        const host = await database(packages);
        const configured = statusText([{ name: "dpkg" }, ...packages]);
        using db = scratch(configured);
        assert.ok(host.packages.every(isConfigured));
        const found = findConflicts(host).transitive.map((one) => one.replace(/:.*/, ""));
        assert.deepEqual([...new Set(found)].sort(), doseBroken(db.doseCheck(configured)));
      }),
      { numRuns: 100 },
    );
  },
});

Deno.test({
  name: "conflicts: the states of any small world are those of dpkg --audit",
  ignore: !has("dpkg"),
  async fn() {
    const status = fc.constantFrom(
      "install ok installed",
      "install ok unpacked",
      "install ok half-configured",
      "install ok half-installed",
      "install reinstreq half-installed",
      "install reinstreq unpacked",
      "deinstall ok config-files",
    );
    const [native, foreign] = ["amd64", "i386"].map((architecture) => ({
      architecture,
      fields: { "Multi-Arch": "same" },
    }));
    const kinds = fc.constantFrom([{}], [{ architecture: "i386" }], [{ architecture: "all" }], [native], [
      foreign,
      native,
    ]);
    const names = ["lib", "lib-a", "lib+b", "lib.c", "lib1", "pkg"];
    const one = fc.tuple(status, fc.boolean(), fc.boolean(), kinds);
    const states = fc.tuple(...names.map(() => one));
    await fc.assert(
      fc.asyncProperty(states, async (given) => {
        const packages = given.flatMap(([status, list, sums, kinds], index) =>
          kinds.map((kind) => ({ name: names[index] ?? "", status, list, sums, ...kind }))
        );
        using db = scratch(statusText([{ name: "dpkg" }, ...packages]));
        const info = packages.flatMap(({ name, list, sums }) => [
          ...(list ? [`${name}.list`] : []),
          ...(sums ? [`${name}.md5sums`] : []),
        ]);
        for (const file of ["dpkg.list", "dpkg.md5sums", ...info]) {
          Deno.writeTextFileSync(`${db.folder}/info/${file}`, "");
        }
        const host = { ...await database(packages), info: new Set(["dpkg.list", "dpkg.md5sums", ...info]) };
        assert.deepEqual(findConflicts(host).states, dpkgAudit(db.dpkgAudit()));
      }),
      { numRuns: 40 },
    );
  },
});
