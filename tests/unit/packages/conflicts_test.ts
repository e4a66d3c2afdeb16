import assert from "node:assert/strict";
import { memoryFiles } from "../../../src/packages/files.ts";
import { findConflicts } from "../../../src/packages/debian/conflicts.ts";
import { readDpkgDatabase } from "../../../src/packages/debian/database.ts";
import { aptUnmet, bareUnmet, dpkgAudit } from "./_oracle.ts";
import { database, type Short } from "./_status.ts";

const CASES = new URL("../../fixtures/dpkg/cases/", import.meta.url);

async function direct(...packages: Short[]): Promise<string[]> {
  return findConflicts(await database(packages)).direct
    .map(({ package: name, relation, wants }) => `${name} ${relation}: ${wants}`);
}

async function transitive(...packages: Short[]): Promise<readonly string[]> {
  return findConflicts(await database(packages)).transitive;
}

for (const { name } of Deno.readDirSync(CASES)) {
  Deno.test(`conflicts: recorded case ${name}, as apt, dpkg and dose say`, async () => {
    const text = (file: string) => Deno.readTextFileSync(new URL(`${name}/${file}`, CASES));
    const info = text("info").split("\n").map((file) => [`/var/lib/dpkg/info/${file}`, ""]);
    const found = findConflicts(
      await readDpkgDatabase(memoryFiles({
        ...Object.fromEntries(info),
        "/var/lib/dpkg/status": text("status"),
        "/var/lib/dpkg/arch": text("arch"),
      })),
    );
    const [apt = "", audit = "", dose = ""] = text("oracle.txt").split(/^(?=# )/m);
    assert.deepEqual(found.direct.map(bareUnmet).sort(), aptUnmet(apt));
    assert.deepEqual(found.states, dpkgAudit(audit));
    const bare = found.transitive.map((one) => one.replace(/:.*/, "")); // as dose names them
    assert.deepEqual(bare, dose.split("\n").slice(1).filter((line) => line !== ""));
  });
}

Deno.test("conflicts: direct, in the fixed form", async () => {
  const { direct: found } = findConflicts(
    await database([{ name: "a", fields: { Depends: "b (>= 2) | c, d:any" } }, { name: "b" }]),
  );
  assert.deepEqual(found, [
    { package: "a", relation: "Depends", wants: "b (>= 2) | c" },
    { package: "a", relation: "Depends", wants: "d:any" },
  ]);
});

Deno.test("conflicts: provided names, with and without a version", async () => {
  const provider = { name: "p", fields: { Provides: "plain, exact (= 2)" } };
  const wants = (Depends: string) => direct(provider, { name: "a", fields: { Depends } });
  assert.deepEqual(await wants("plain, exact, exact (>= 2), exact (= 2)"), []);
  assert.deepEqual(await wants("plain (>= 1), exact (>> 2)"), [
    "a Depends: exact (>> 2)",
    "a Depends: plain (>= 1)",
  ]);
});

Deno.test("conflicts: a package never conflicts with itself or with what it provides", async () => {
  const mta = { Provides: "mta", Conflicts: "mta, a", Replaces: "mta" };
  assert.deepEqual(await direct({ name: "a", fields: mta }), []);
  assert.deepEqual(await direct({ name: "a", fields: mta }, { name: "b", fields: { Provides: "mta" } }), [
    "a Conflicts: mta",
  ]);
});

Deno.test("conflicts: Breaks with a version hits only that version, and any architecture", async () => {
  const breaker = { name: "a", fields: { Breaks: "b (<< 2)" } };
  assert.deepEqual(await direct(breaker, { name: "b", architecture: "i386" }), ["a Breaks: b (<< 2)"]);
  assert.deepEqual(await direct(breaker, { name: "b", version: "2" }), []);
});

Deno.test("conflicts: multi-arch decides who serves a package of another architecture", async () => {
  const other = (kind: string) => ({ name: "b", architecture: "i386", fields: { "Multi-Arch": kind } });
  const wants = (kind: string, Depends: string) => direct(other(kind), { name: "a", fields: { Depends } });
  assert.deepEqual(await wants("foreign", "b"), []);
  assert.deepEqual(await wants("foreign", "b:any"), ["a Depends: b:any"]);
  assert.deepEqual(await wants("foreign", "b:native"), ["a Depends: b:native"]);
  assert.deepEqual(await wants("allowed", "b:any"), []);
  assert.deepEqual(await wants("allowed", "b"), ["a Depends: b"]);
  assert.deepEqual(await wants("no", "b:i386"), []);
  assert.deepEqual(await wants("same", "b"), ["a Depends: b"]);
});

Deno.test("conflicts: NAME:any is broken only where it allows that, as apt-get check has it", async () => {
  const breaker = { name: "a", fields: { Breaks: "b:any" } };
  const other = (kind: string) => ({ name: "b", fields: { "Multi-Arch": kind } });
  assert.deepEqual(await direct(breaker, other("allowed")), ["a Breaks: b:any"]);
  for (const kind of ["no", "foreign", "same"]) {
    assert.deepEqual(await direct(breaker, other(kind)), [], kind);
  }
});

Deno.test("conflicts: one name in two architectures only when same in both, and then in one version", async () => {
  const lib = (architecture: string, version: string, kind = "same") => ({
    name: "lib",
    architecture,
    version,
    fields: { "Multi-Arch": kind },
  });
  assert.deepEqual(await direct(lib("amd64", "1"), lib("i386", "1")), []);
  assert.deepEqual(await direct(lib("amd64", "1"), lib("i386", "2")), [
    "lib Breaks: lib:i386 (!= 1)",
    "lib:i386 Breaks: lib (!= 2)",
  ]);
  assert.deepEqual(await direct(lib("amd64", "1", "no"), lib("i386", "1", "no")), [
    "lib Conflicts: lib:i386",
    "lib:i386 Conflicts: lib",
  ]);
  assert.deepEqual(await direct(lib("amd64", "1", "no"), lib("i386", "1", "same")), [
    "lib Conflicts: lib:i386",
  ]);
});

Deno.test("conflicts: what breaks its own name breaks it in other architectures, unless those may stand beside it", async () => {
  const both = (multi: string) =>
    ["amd64", "i386"].map((architecture) => ({
      name: "lib",
      architecture,
      fields: { "Multi-Arch": multi, ...architecture === "amd64" ? { Breaks: "lib" } : {} },
    }));
  assert.deepEqual(await direct(...both("same")), []);
  assert.deepEqual(await direct(...both("foreign")), [
    "lib Breaks: lib",
    "lib Conflicts: lib:i386",
    "lib:i386 Conflicts: lib",
  ]);
});

Deno.test("conflicts: what a removed package left behind satisfies nothing and breaks nothing", async () => {
  const removed = { name: "b", status: "deinstall ok config-files", fields: { Depends: "nowhere" } };
  assert.deepEqual(await direct({ name: "a", fields: { Depends: "b" } }, removed), ["a Depends: b"]);
});

Deno.test("conflicts: the transitive set goes up the dependencies, through loops and past whole alternatives", async () => {
  assert.deepEqual(
    await transitive(
      { name: "root", fields: { Depends: "missing" } },
      { name: "one", fields: { Depends: "two" } },
      { name: "two", fields: { Depends: "one, root" } },
      { name: "spared", fields: { Depends: "root | fine" } },
      { name: "fine", fields: { Depends: "spared" } },
    ),
    ["one", "root", "two"],
  );
});

Deno.test("conflicts: two packages that cannot stand together break only who needs both", async () => {
  assert.deepEqual(
    await transitive(
      { name: "left", fields: { Conflicts: "right" } },
      { name: "right" },
      { name: "both", fields: { Depends: "left, middle" } },
      { name: "middle", fields: { Depends: "right | nothing" } },
      { name: "either", fields: { Depends: "left | right, right" } },
    ),
    ["both"],
  );
});

Deno.test("conflicts: a broken essential package breaks all", async () => {
  assert.deepEqual(
    await transitive({ name: "base", fields: { Essential: "yes", Depends: "missing" } }, { name: "leaf" }),
    ["base", "dpkg", "leaf"],
  );
});

Deno.test("conflicts: an architecture that was never added is told", async () => {
  const { states } = findConflicts(await database([{ name: "a", architecture: "armhf" }]));
  assert.deepEqual(states, [{ package: "a:armhf", state: "unknown-architecture" }]);
});

Deno.test("conflicts: states are named as dpkg names them, and each package is broken once", async () => {
  const same = { "Multi-Arch": "same" };
  const found = findConflicts(
    await database([
      { name: "libssl3", status: "install ok unpacked", fields: { ...same, Depends: "gone" } },
      { name: "libssl3", architecture: "i386", status: "install reinstreq unpacked", fields: same },
      { name: "curl", fields: { Depends: "libssl3" } },
    ]),
  );
  assert.deepEqual(found.direct, [{ package: "libssl3", relation: "Depends", wants: "gone" }]);
  assert.deepEqual(found.states, [
    { package: "libssl3:i386", state: "reinstreq" },
    { package: "libssl3:amd64", state: "unpacked" },
  ]);
  assert.deepEqual(found.transitive, ["curl"]);
  assert.deepEqual(found.broken, ["libssl3", "libssl3:i386", "curl"]);
});

Deno.test("conflicts: long chains, loops and many choices end", async () => {
  const chain = Array.from({ length: 20_000 }, (_, index) => ({
    name: `c${index}`,
    fields: { Depends: `c${index + 1}` },
  }));
  assert.equal((await transitive(...chain)).length, chain.length);
  const choices = Array.from({ length: 300 }, (_, index) => ({
    name: `d${index}`,
    fields: {
      Depends: `d${(index + 1) % 300} | d${(index + 7) % 300}, d${(index + 2) % 300} | d${(index + 3) % 300}`,
      ...(index % 2 === 0 ? { Breaks: `d${index + 1}` } : {}),
    },
  }));
  assert.ok((await transitive(...choices)).length <= choices.length);
});
