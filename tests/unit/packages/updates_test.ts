import assert from "node:assert/strict";
import { memoryFiles } from "../../../src/packages/files.ts";
import { readCatalog } from "../../../src/packages/debian/catalog.ts";
import { pendingUpdates } from "../../../src/packages/debian/updates.ts";
import { list, RELEASES, type Tree } from "./_archive.ts";
import { statusText } from "./_status.ts";

const HOST: Tree = {
  ...RELEASES,
  "/var/lib/dpkg/status": statusText([
    { name: "dpkg" },
    { name: "plain", architecture: "all" },
    { name: "held", status: "hold ok installed" },
    { name: "fixed" },
    { name: "foreign", architecture: "i386" },
    { name: "removed", status: "deinstall ok config-files" },
    { name: "current", version: "9" },
  ]),
  ...list("stable", [
    { name: "plain", version: "2", architecture: "all", fields: { Size: "4321" } },
    { name: "held", version: "2", fields: { "Phased-Update-Percentage": "30" } },
    { name: "fixed", version: "3" },
    { name: "removed", version: "2" },
    { name: "current", version: "9" },
    { name: "foreign", version: "5" },
  ]),
  ...list("stable", [{ name: "foreign", version: "2" }], "i386"),
  ...list("security", [{ name: "fixed", version: "2" }]),
};

Deno.test("updates: each with origin, size, whether security, held or phased, of its own architecture", async () => {
  const catalog = await readCatalog(memoryFiles(HOST), { installed_only: true });
  const base = {
    origin: "Debian:stable",
    download_bytes: 1000,
    security: false,
    held: false,
    kept_back: false,
    phased: null,
  };
  assert.deepEqual(pendingUpdates(catalog), [
    { ...base, name: "fixed", architecture: "amd64", current: "1", candidate: "3", security: true },
    { ...base, name: "foreign", architecture: "i386", current: "1", candidate: "2" },
    {
      ...base,
      name: "held",
      architecture: "amd64",
      current: "1",
      candidate: "2",
      held: true,
      kept_back: false,
      phased: { percentage: 30, held_back: false },
    },
    { ...base, name: "plain", architecture: "all", current: "1", candidate: "2", download_bytes: 4321 },
  ]);
});

Deno.test("updates: another build of the installed version is one, as for apt; what dpkg writes otherwise is not", async () => {
  const updatesOf = async (installed: Tree, offered: Tree) => {
    const files = memoryFiles({
      ...RELEASES,
      "/var/lib/dpkg/status": statusText([{ name: "dpkg" }, { name: "own", fields: installed }]),
      ...list("stable", [{ name: "own", version: "1", fields: offered }]),
    });
    const updates = pendingUpdates(await readCatalog(files, { installed_only: true }));
    return updates.map(({ current, candidate }) => `${current} ${candidate}`);
  };
  const same: readonly (readonly [Tree, Tree])[] = [
    [{}, { Section: "else", Recommends: "dpkg", Description: "else", "Multi-Arch": "no" }],
    [{ Breaks: "x (<= 1), y (>> 2)" }, { Breaks: "X (< 1),\n y(>>2)" }],
  ];
  for (const [installed, offered] of same) assert.deepEqual(await updatesOf(installed, offered), []);
  const others: readonly Tree[] = [
    { "Installed-Size": "5" },
    { Depends: "dpkg" },
    { Replaces: "x" },
    { "Multi-Arch": "foreign" },
    { Architecture: "all" },
  ];
  for (const offered of others) assert.deepEqual(await updatesOf({}, offered), ["1 1"]);
});

Deno.test("updates: of two builds of one version the list that apt reads first decides", async () => {
  const [own, other] = [{ "Installed-Size": "5" }, { "Installed-Size": "6" }];
  const updatesOf = async (stable: Tree, security: Tree, preferences = "") => {
    const files = memoryFiles({
      ...RELEASES,
      "/etc/apt/preferences": preferences,
      "/var/lib/dpkg/status": statusText([{ name: "dpkg" }, { name: "own", fields: own }]),
      ...list("stable", [{ name: "own", version: "1", fields: stable }]),
      ...list("security", [{ name: "own", version: "1", fields: security }]),
    });
    const updates = pendingUpdates(await readCatalog(files, { installed_only: true }));
    return updates.map(({ origin }) => origin);
  };
  assert.deepEqual(await updatesOf(own, other), []);
  assert.deepEqual(await updatesOf(other, own), ["Debian:stable"]);
  assert.deepEqual(await updatesOf(other, other), ["Debian:stable"]);
  // apt would choose the later one, but takes it for older.
  const pin = "Package: *\nPin: release a=stable\nPin-Priority: 100\n";
  assert.deepEqual(await updatesOf(own, other, pin), []);
});

Deno.test("updates: a damaged list is a problem with its line, the others count", async () => {
  const path = "/var/lib/apt/lists/h.example_debian_dists_security_main_binary-amd64_Packages";
  const catalog = await readCatalog(memoryFiles({ ...HOST, [path]: "Package: fixed\nVersion: 2\nnoise\n" }));
  assert.deepEqual(catalog.problems.map(({ file, line }) => [file, line]), [[path, 3]]);
  assert.equal(pendingUpdates(catalog).find(({ name }) => name === "fixed")?.security, false);
});

Deno.test("updates: a signed Release is read without its signature", async () => {
  const release = "/var/lib/apt/lists/h.example_debian_dists_security_Release";
  const signed = `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n${HOST[release]}SHA256:\n - x\n` +
    "-----BEGIN PGP SIGNATURE-----\n\nnoise\n-----END PGP SIGNATURE-----\n";
  const { [release]: _, ...rest } = HOST;
  const catalog = await readCatalog(
    memoryFiles({ ...rest, [release.replace("_Release", "_InRelease")]: signed }),
  );
  assert.deepEqual(catalog.problems, []);
  assert.equal(pendingUpdates(catalog).find(({ name }) => name === "fixed")?.security, true);
});

Deno.test("updates: the list of an archive that was turned off does not count", async () => {
  const sources = (HOST["/etc/apt/sources.list"] ?? "").replace(/^deb .* stable main$/m, "");
  const catalog = await readCatalog(memoryFiles({ ...HOST, "/etc/apt/sources.list": sources }));
  assert.deepEqual(pendingUpdates(catalog).map(({ name, candidate }) => [name, candidate]), [["fixed", "2"]]);
});
