import assert from "node:assert/strict";
import fc from "fast-check";
import { readCatalog } from "../../src/packages/debian/catalog.ts";
import { pendingUpdates } from "../../src/packages/debian/updates.ts";
import { diskFiles } from "../../src/packages/disk_files.ts";
import { list, RELEASES, type Tree } from "../unit/packages/_archive.ts";
import { statusText } from "../unit/packages/_status.ts";
import { written } from "./_apt_host.ts";
import { has, run } from "./_run.ts";

const FIELDS = {
  "Installed-Size": ["", "", "5", "6"],
  Depends: ["", "", "dpkg", "dpkg (>= 1)", "dpkg(>=1)"],
  Breaks: ["", "", "x (<= 1), y", "X (< 1),\n y", "y, x (<= 1)"],
  Replaces: ["", "", "x"],
  Recommends: ["", "dpkg"],
  "Multi-Arch": ["", "", "no", "foreign"],
} as const;
const fields = fc.record(
  Object.fromEntries(Object.entries(FIELDS).map(([field, values]) => [field, fc.constantFrom(...values)])),
).map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== "")));
const version = fc.constantFrom("1", "1", "1", "1.0-1", "2", "1:0.5");

Deno.test({
  name: "updates: builds of one version that apt tells apart are told apart",
  ignore: !has("apt"),
  async fn() {
    const world = fc.record({
      now: fc.record({ version, fields }),
      native: fc.record({ version, fields, architecture: fc.constantFrom("amd64", "all") }),
      security: fc.option(fc.record({ version, fields }), { nil: undefined }),
      foreign: fc.record({ version, fields }),
      pin: fc.constantFrom("", "Package: *\nPin: release a=stable\nPin-Priority: 100\n"),
    });
    await fc.assert(
      fc.asyncProperty(world, async ({ now, native, security, foreign, pin }) => {
        const tree: Tree = {
          ...RELEASES,
          ...list("stable", [{ name: "a", ...native }]),
          ...list("stable", [{ name: "b", ...foreign }], "i386"),
          ...list("security", security === undefined ? [] : [{ name: "a", ...security }]),
          "/var/lib/dpkg/status": statusText([
            { name: "dpkg" },
            { name: "a", ...now },
            { name: "b", ...now, architecture: "i386" },
          ]),
          "/etc/apt/preferences": pin,
          "/etc/apt/apt.conf": "",
        };
        using host = written(tree);
        const found = pendingUpdates(await readCatalog(diskFiles(host.folder), { installed_only: true }));
        const { stdout } = run("apt", ["list", "--upgradable", ...host.options]);
        const listed = [...stdout.matchAll(/^([^/\s]+)\/\S+ (\S+) \S+ \[upgradable from: (\S+)\]$/gm)];
        assert.deepEqual(
          found.map(({ name, current, candidate }) => [name, current, candidate]),
          listed.map(([, name, candidate, current]) => [name, current, candidate]).sort(),
          stdout,
        );
      }),
      { numRuns: 80 },
    );
  },
});
