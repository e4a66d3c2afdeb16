import assert from "node:assert/strict";
import { memoryFiles } from "../../../src/packages/files.ts";
import { examinePackages } from "../../../src/packages/examine.ts";
import { PackageFileError } from "../../../src/packages/mod.ts";
import { whyInstalled } from "../../../src/packages/why_installed.ts";
import { list, RELEASES, type Tree } from "./_archive.ts";
import { local } from "./_pacman.ts";
import { statusText } from "./_status.ts";

const HOST: Tree = {
  ...RELEASES,
  "/var/lib/dpkg/status": statusText([
    { name: "dpkg" },
    { name: "old", fields: { Depends: "absent" } },
    { name: "linux-image-6.1.0-13-amd64" },
    { name: "linux-image-6.1.0-14-amd64-unsigned" },
    { name: "linux-image-6.1.0-13-amd64-dbg" },
    { name: "linux-image-amd64" },
    { name: "linux-image-6.1.0-9-amd64", status: "deinstall ok config-files" },
  ]),
  ...list("stable", [{ name: "old", version: "2" }]),
};

Deno.test("examine: updates, conflicts, the age of the lists and the signs of a reboot", async () => {
  const found = await examinePackages(memoryFiles({
    ...HOST,
    "/run/reboot-required": "*** System restart required ***\n",
    "/run/reboot-required.pkgs": "linux-base\ndbus\nlinux-base\n",
  }));
  assert.deepEqual(found.managers, ["debian"]);
  assert.deepEqual(found.updates.map(({ name, candidate }) => [name, candidate]), [["old", "2"]]);
  assert.deepEqual(found.conflicts.direct, [{ package: "old", relation: "Depends", wants: "absent" }]);
  const made_at_ms = Date.UTC(2026, 10, 20, 2, 11, 10);
  assert.deepEqual(found.lists, { count: 1, made_at_ms, fetched_at_ms: null });
  assert.deepEqual(found.reboot, {
    asked: true,
    asked_by: ["dbus", "linux-base"],
    kernels: ["6.1.0-13-amd64", "6.1.0-14-amd64"],
  });
  assert.deepEqual(found.problems, []);
});

Deno.test("examine: lists were fetched when their folder changed, or when a job says that it succeeded", async () => {
  const fetchedAt = async (host: Tree, changed_ms: Readonly<Record<string, number>>) =>
    (await examinePackages(memoryFiles(host, changed_ms))).lists.fetched_at_ms;
  const apt = "/var/lib/apt";
  assert.equal(await fetchedAt(HOST, { [`${apt}/lists`]: 5 }), 5);
  const stamps = { [`${apt}/periodic/update-stamp`]: 7, [`${apt}/periodic/update-success-stamp`]: 9 };
  assert.equal(await fetchedAt(HOST, { ...stamps, [`${apt}/lists`]: 5 }), 9);
  const arch = { ...local("bash", "5.2-1"), "/var/lib/pacman/sync/core.db": "" };
  assert.equal(await fetchedAt(arch, { "/var/lib/pacman/sync": 6, [`${apt}/lists`]: 5 }), 6);
});

Deno.test("examine: a damaged list is a problem and the rest counts; a damaged status is the end", async () => {
  const bad = { ...HOST, ...list("security", [{ name: "../bad", version: "1" }]) };
  const found = await examinePackages(memoryFiles(bad));
  assert.deepEqual(found.updates.map(({ name }) => name), ["old"]);
  assert.match(found.problems[0]?.file ?? "", /dists_security/);
  await assert.rejects(
    examinePackages(memoryFiles({ "/var/lib/dpkg/status": "Package: old\nnoise\n" })),
    (error) => error instanceof PackageFileError && error.line === 2,
  );
});

Deno.test("examine: a host of pacman, and of both; one without packages has nothing", async () => {
  const pacman = {
    ...local("bash", "5.2-1", { DEPENDS: "glibc" }),
    ...local("left", "1-1", { REASON: "1" }),
  };
  const arch = await examinePackages(memoryFiles(pacman));
  const glibc = { package: "bash", relation: "Depends", wants: "glibc" };
  assert.deepEqual([arch.managers, arch.conflicts.direct, arch.reboot.asked], [["arch"], [glibc], false]);
  assert.deepEqual(arch.conflicts.transitive, ["bash"]);
  assert.deepEqual(arch.orphans, ["left"]);
  const both = await examinePackages(memoryFiles({ ...HOST, ...pacman }));
  assert.deepEqual(both.managers, ["debian", "arch"]);
  assert.deepEqual(both.conflicts.direct.map((found) => found.package), ["old", "bash"]);
  assert.deepEqual((await examinePackages(memoryFiles({}))).managers, []);
});

Deno.test("why: a package by name or with its architecture; null where it is not installed", async () => {
  const files = memoryFiles({
    "/var/lib/dpkg/status": statusText([
      { name: "dpkg" },
      { name: "app", fields: { Depends: "lib" } },
      { name: "lib" },
    ]),
    "/var/lib/apt/extended_states": "Package: lib\nArchitecture: amd64\nAuto-Installed: 1\n",
  });
  const chain = [{ package: "app", relation: "Depends", wants: "lib" }];
  for (const name of ["lib", "lib:amd64"]) {
    assert.deepEqual(await whyInstalled(files, name), { package: "lib", reason: "needed", chain });
  }
  assert.equal((await whyInstalled(files, "app"))?.reason, "manual");
  for (const name of ["absent", "lib:i386"]) assert.equal(await whyInstalled(files, name), null);
  const bash = memoryFiles(local("bash", "5.2-1"));
  assert.equal((await whyInstalled(bash, "bash"))?.reason, "manual");
  assert.equal(await whyInstalled(bash, "zsh"), null);
});
