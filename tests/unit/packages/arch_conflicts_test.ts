import assert from "node:assert/strict";
import { archConflicts } from "../../../src/packages/arch/conflicts.ts";
import { readArchDatabase } from "../../../src/packages/arch/local_database.ts";
import { archOrphans, archWhy } from "../../../src/packages/arch/why.ts";
import { memoryFiles, type PackageFiles } from "../../../src/packages/files.ts";
import { local } from "./_pacman.ts";

type Sections = Readonly<Record<string, string>>;

/** A host with these packages, each of version 2-1 unless its name says else; automatic ones are `REASON` 1. */
function host(packages: Readonly<Record<string, Sections>>): PackageFiles {
  const trees = Object.entries(packages).map(([name, sections]) => {
    const [own = "", version = "2-1"] = name.split(" ");
    return {
      ...local(own, version, sections),
      [`/var/lib/pacman/local/${own}-${version}/files`]: "%FILES%\n",
    };
  });
  return memoryFiles(Object.assign({}, ...trees));
}

const conflictsOf = async (files: PackageFiles) => await archConflicts(files, await readArchDatabase(files));

/** The dependencies, of one package, that hold in a host of these others. */
async function held(depends: readonly string[], others: Readonly<Record<string, Sections>>) {
  const { direct } = await conflictsOf(host({ asking: { DEPENDS: depends.join("\n") }, ...others }));
  const broken = direct.map(({ wants }) => wants);
  return depends.filter((one) => !broken.includes(one));
}

Deno.test("arch: dependencies by name and by what is provided, with versions", async () => {
  const others = {
    "lib 1:1.0-2": {},
    "shell 5-1": { PROVIDES: "sh\nposix=3\nlibx.so=1-64\nodd>=2" },
  };
  const wants = ["lib", "lib>=1:1.0", "lib<1:1.0", "lib=1:1.0-2", "lib=1:1.0-3", "lib>1:9"];
  assert.deepEqual(await held(wants, others), ["lib", "lib>=1:1.0", "lib=1:1.0-2"]);
  const names = [
    "sh",
    "sh>=1",
    "posix>2",
    "posix<3",
    "libx.so=1-64",
    "libx.so=2-64",
    "odd",
    "odd>=2",
    "absent",
  ];
  assert.deepEqual(await held(names, others), ["sh", "posix>2", "libx.so=1-64", "odd"]);
});

Deno.test("arch: conflicts by name and by what is provided; a package never conflicts with itself", async () => {
  const { direct, transitive } = await conflictsOf(host({
    a: { CONFLICTS: "virtual\nb<2\nc>=2", PROVIDES: "virtual=1" },
    b: { PROVIDES: "virtual=3" },
    c: {},
    d: { DEPENDS: "a" },
    e: { CONFLICTS: "virtual<1" },
  }));
  assert.deepEqual(direct, [
    { package: "a", relation: "Conflicts", wants: "c>=2" },
    { package: "a", relation: "Conflicts", wants: "virtual" },
  ]);
  // a alone is whole; what cannot be whole is what needs both sides.
  assert.deepEqual(transitive, []);
});

Deno.test("arch: what cannot work because of something far away", async () => {
  const { direct, transitive } = await conflictsOf(host({
    top: { DEPENDS: "middle" },
    middle: { DEPENDS: "low" },
    low: { DEPENDS: "absent" },
    both: { DEPENDS: "x\ny" },
    x: { CONFLICTS: "y" },
    y: {},
    choice: { DEPENDS: "v" },
    one: { PROVIDES: "v", DEPENDS: "absent" },
    other: { PROVIDES: "v" },
  }));
  assert.deepEqual(direct, [
    { package: "low", relation: "Depends", wants: "absent" },
    { package: "one", relation: "Depends", wants: "absent" },
    { package: "x", relation: "Conflicts", wants: "y" },
  ]);
  assert.deepEqual(transitive, ["both", "low", "middle", "one", "top"]);
});

Deno.test("arch: a package whose description or list of files is lost, or no description", async () => {
  const files = memoryFiles({
    ...local("whole", "1-1"),
    "/var/lib/pacman/local/whole-1-1/files": "",
    ...local("listless", "1.0-1"),
    "/var/lib/pacman/local/lost-in-place-1:2-1/files": "",
    "/var/lib/pacman/local/noise-1-1/desc": "noise",
    "/var/lib/pacman/local/noise-1-1/files": "",
  });
  assert.deepEqual((await conflictsOf(files)).states, [
    { package: "listless", state: "missing-list" },
    { package: "lost-in-place", state: "missing-description" },
    { package: "noise", state: "damaged-description" },
  ]);
});

const CHAIN = {
  app: { DEPENDS: "middle\nlib>=1", OPTDEPENDS: "nice: for pictures" },
  middle: { DEPENDS: "lib", REASON: "1" },
  "lib 3-1": { DEPENDS: "so=4", REASON: "1" },
  deep: { PROVIDES: "so=4", REASON: "1", DEPENDS: "lib" },
  nice: { REASON: "1", DEPENDS: "nicer" },
  nicer: { REASON: "1" },
  alone: { REASON: "1", DEPENDS: "below" },
  below: { REASON: "1" },
};

Deno.test("arch: why is the shortest chain from what somebody asked for; optional where nothing needs it", async () => {
  const { packages } = await readArchDatabase(host(CHAIN));
  assert.deepEqual(archWhy("deep", packages), {
    package: "deep",
    reason: "needed",
    chain: [
      { package: "app", relation: "Depends", wants: "lib>=1" },
      { package: "lib", relation: "Depends", wants: "so=4" },
    ],
  });
  assert.deepEqual(archWhy("nicer:x86_64", packages)?.chain, [
    { package: "app", relation: "Optional", wants: "nice: for pictures" },
    { package: "nice", relation: "Depends", wants: "nicer" },
  ]);
  assert.deepEqual(archWhy("app", packages), { package: "app", reason: "manual", chain: [] });
  assert.deepEqual(archWhy("below", packages), { package: "below", reason: "none", chain: [] });
  for (const name of ["absent", "app:i686"]) assert.equal(archWhy(name, packages), null);
});

Deno.test("arch: orphans are what came of its own accord and nothing asks for", async () => {
  assert.deepEqual(archOrphans((await readArchDatabase(host(CHAIN))).packages), ["alone"]);
});
