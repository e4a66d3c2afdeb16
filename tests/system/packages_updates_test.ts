import assert from "node:assert/strict";
import fc from "fast-check";
import { candidateOf, readCatalog } from "../../src/packages/debian/catalog.ts";
import { pendingUpdates } from "../../src/packages/debian/updates.ts";
import { list, release, RELEASES, type Tree } from "../unit/packages/_archive.ts";
import { statusText } from "../unit/packages/_status.ts";
import { diskFiles } from "../../src/packages/disk_files.ts";
import { has, run } from "./_run.ts";
import { written } from "./_apt_host.ts";

const ignore = !has("apt-cache");

Deno.test({
  name: "updates: this machine's are those of apt list --upgradable",
  ignore,
  async fn() {
    const catalog = await readCatalog(diskFiles("/"), { installed_only: true });
    assert.deepEqual(catalog.problems, []);
    const listed = [
      ...run("apt", ["list", "--upgradable"]).stdout
        .matchAll(/^([^/\s]+)\/\S+ (\S+) (\S+) \[upgradable from: (\S+)\]$/gm),
    ];
    assert.deepEqual(
      pendingUpdates(catalog).map((found) =>
        [found.name, found.architecture, found.current, found.candidate].join(" ")
      ),
      listed.map(([, name, candidate, architecture, current]) =>
        [name, architecture, current, candidate].join(" ")
      ).sort(),
    );
  },
});

Deno.test({
  name: "updates: the candidate of every installed package is that of apt-cache policy",
  ignore,
  async fn() {
    const catalog = await readCatalog(diskFiles("/"), { installed_only: true });
    const { native } = catalog.database;
    const names = Array.from(catalog.entries, ({ name, architecture }) => `${name}:${architecture}`);
    const expected = policies(run("apt-cache", ["policy", ...names]).stdout);
    assert.equal(expected.size, names.length);
    for (const entry of catalog.entries) {
      const shown = entry.architecture === native ? entry.name : `${entry.name}:${entry.architecture}`;
      assert.equal(candidateOf(catalog, entry)?.version, expected.get(shown), shown);
    }
  },
});

const target = fc.constantFrom(
  "release a=stable",
  "release a=stable-backports",
  "release n=rc-buggy",
  "release l=Debian-Security",
  "release o=Debian, v=12.*",
  "release stable",
  "release a=now",
  "release *",
  "release c=main, b=i386",
  "release a=/^stable-/",
  "Release L=*, x=1",
  "release n=?*",
  "origin h.example",
  'origin ""',
  "origin *.example",
  "version 2",
  "version 3*",
  "version [12]",
);
const subject = fc.constantFrom(
  "*",
  "one",
  "two",
  "one two",
  "o*",
  "/^T/",
  "src:both",
  "src:third",
  "one:any",
  "two:i386",
  "src:*o*:any",
  "ONE",
  "two:native",
  "* one",
);
const priority = fc.constantFrom("never", -10, 1, 50, 100, 101, 400, 499, 500, 501, 990, 999, 1000, 1001);
/** What is never to be taken is so for all packages only. */
const pins = fc.array(
  fc.record({ subject, target, priority })
    .filter((pin) => pin.priority !== "never" || pin.subject === "*"),
  { maxLength: 4 },
);
const offers = fc.uniqueArray(fc.constantFrom("1", "2", "3", "4"), { maxLength: 2 });

/** Any pins over any versions in four archives for two architectures, against apt itself. */
const world = fc.record({
  pins,
  default_release: fc.constantFrom("", "", "", "stable", "rc-buggy", "o=Debian, n=alpha"),
  automatic: fc.constantFrom("yes", "true", "no", "0"),
  installed: fc.record({ one: fc.constantFrom("2", "3"), two: fc.constantFrom("1", "2", "4") }),
  held: fc.record({ stable: offers, security: offers, backports: offers, experimental: offers }),
  foreign: offers,
});

Deno.test({
  name: "policy: candidates under any pins are those of apt-cache policy",
  ignore,
  async fn() {
    await fc.assert(
      fc.asyncProperty(world, async ({ pins, default_release, automatic, installed, held, foreign }) => {
        const both = { Source: "both" };
        const named = (versions: readonly string[]) =>
          ["one", "two"].flatMap((name) =>
            versions.map((version) => ({
              name,
              version,
              fields: { Source: version === "3" ? "third" : "both" },
            }))
          );
        const tree: Tree = {
          ...RELEASES,
          ...release("experimental", {
            Origin: "Debian",
            Suite: "experimental",
            Codename: "rc-buggy",
            NotAutomatic: automatic,
          }),
          ...Object.assign(
            {},
            ...Object.entries(held).map(([suite, versions]) => list(suite, named(versions))),
          ),
          ...list("stable", named(foreign), "i386"),
          "/var/lib/dpkg/status": statusText([
            { name: "dpkg", fields: both },
            ...Object.entries(installed).map(([name, version]) => ({
              name,
              version,
              fields: version === "3" ? { Source: "third" } : both,
            })),
            { name: "two", version: "1", architecture: "i386", fields: both },
          ]),
          "/etc/apt/preferences": pins.map((pin) =>
            `Package: ${pin.subject}\nPin: ${pin.target}\nPin-Priority: ${pin.priority}\n`
          ).join("\n"),
          "/etc/apt/apt.conf": default_release === "" ? "" : `APT::Default-Release "${default_release}";\n`,
        };
        using host = written(tree);
        const catalog = await readCatalog(diskFiles(host.folder));
        assert.deepEqual(catalog.problems, []);
        const names = Array.from(catalog.entries, ({ name, architecture }) => `${name}:${architecture}`);
        const { stdout } = run("apt-cache", ["policy", ...names, ...host.options]);
        const expected = policies(stdout);
        for (const entry of catalog.entries) {
          const shown = entry.architecture === "amd64" ? entry.name : `${entry.name}:${entry.architecture}`;
          assert.equal(candidateOf(catalog, entry)?.version, expected.get(shown), `${shown}\n${stdout}`);
        }
      }),
      { numRuns: 150 },
    );
  },
});

/** Candidates by name, of what apt-cache policy prints; undefined: none. */
function policies(text: string): Map<string, string | undefined> {
  const found = [...text.matchAll(/^(\S+):\n {2}Installed: .*\n {2}Candidate: (.*)$/gm)];
  return new Map(
    found.map(([, name = "", candidate]) => [name, candidate === "(none)" ? undefined : candidate]),
  );
}
