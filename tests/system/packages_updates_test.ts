import assert from "node:assert/strict";
import fc from "fast-check";
import { candidateOf, type Catalog, readCatalog } from "../../src/packages/debian/catalog.ts";
import { pendingUpdates } from "../../src/packages/debian/updates.ts";
import { list, RELEASES, type Tree } from "../unit/packages/_archive.ts";
import { statusText } from "../unit/packages/_status.ts";
import { diskFiles } from "../../src/packages/disk_files.ts";
import { has, run } from "./_run.ts";
import { aptOptions } from "./_scratch.ts";

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
  name: "updates: those of this machine that are neither held nor kept back are what apt-get upgrade does",
  ignore,
  async fn() {
    const catalog = await readCatalog(diskFiles("/"), { installed_only: true });
    assert.deepEqual(upgradedNames(catalog), installedNames(run("apt-get", ["-s", "upgrade"]).stdout));
  },
});

/** What a plain upgrade does, by us and by what apt-get prints. */
function upgradedNames(catalog: Catalog): string[] {
  return pendingUpdates(catalog)
    .filter(({ held, kept_back, phased }) => !held && !kept_back && phased?.held_back !== true)
    .map(({ name }) => name).sort();
}

function installedNames(stdout: string): string[] {
  return [...stdout.matchAll(/^Inst (\S+) /gm)].map(([, name = ""]) => name.replace(/:.*/, "")).sort();
}

// Of two upgrades that cannot stand together apt keeps the one back that it happens to look at first. In these worlds
// the order does not matter: what is new asks for what is as new, or breaks what is old.
const wanted = fc.constantFrom("a", "b", "c", "d", "e", "f", "v", "new");
const relation = fc.tuple(wanted, fc.constantFrom("", "", "", " (>= 2)", " (= 2)"))
  .map((parts) => parts.join(""));
const clauses = fc.array(fc.oneof(relation, fc.tuple(relation, relation).map((pair) => pair.join(" | "))), {
  maxLength: 2,
}).map((list) => list.join(", "));
const against = fc.constantFrom("", "", "", "a (<< 2)", "b (<< 2), new", "c (= 1)", "new");
const candidate = fc.record({
  Depends: clauses,
  Conflicts: against,
  Breaks: against,
  Provides: fc.constantFrom("v", "v (= 2)"),
});

Deno.test({
  name: "updates: of any few packages those are kept back that apt-get upgrade keeps back",
  ignore,
  async fn() {
    const packages = fc.record({
      // What is installed now is whole; what is offered may want anything.
      now: fc.tuple(...["a", "b", "c", "d", "e", "f"].map(() =>
        fc.record({
          depends: fc.constantFrom("", "", "a (= 1)", "b (<< 2)", "c", "d (>= 1) | v"),
          is_held: fc.constantFrom(false, false, false, true),
          provides: fc.constantFrom("", "", "v"),
        })
      )),
      then: fc.tuple(...["a", "b", "c", "d", "e", "f"].map(() => fc.option(candidate, { nil: undefined }))),
    });
    const fieldsOf = (fields: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
    await fc.assert(
      fc.asyncProperty(packages, async ({ now, then }) => {
        const names = ["a", "b", "c", "d", "e", "f"];
        const tree: Tree = {
          ...RELEASES,
          ...list("stable", [
            { name: "new", version: "2" },
            ...then.flatMap((fields, index) =>
              fields === undefined
                ? []
                : [{ name: names[index] ?? "", version: "2", fields: fieldsOf(fields) }]
            ),
          ]),
          "/var/lib/dpkg/status": statusText([
            { name: "dpkg" },
            ...now.map(({ depends, is_held, provides }, index) => ({
              name: names[index] ?? "",
              version: "1",
              status: is_held ? "hold ok installed" : "install ok installed",
              fields: fieldsOf({ Depends: depends, Provides: provides }),
            })),
          ]),
          "/etc/apt/preferences": "",
          "/etc/apt/apt.conf": "",
        };
        using host = written(tree);
        const catalog = await readCatalog(diskFiles(host.folder), { installed_only: true });
        const { stdout } = run("apt-get", ["-s", "upgrade", ...host.options]);
        assert.deepEqual(upgradedNames(catalog), installedNames(stdout), stdout);
      }),
      { numRuns: 150 },
    );
  },
});

Deno.test({
  name: "updates: the candidate of every installed package is that of apt-cache policy",
  ignore,
  async fn() {
    const catalog = await readCatalog(diskFiles("/"), { installed_only: true });
    const { native } = catalog.database;
    const names = catalog.entries.map(({ name, architecture }) => `${name}:${architecture}`);
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
);
const priority = fc.constantFrom(-10, 1, 50, 100, 101, 400, 499, 500, 501, 990, 999, 1000, 1001);
const pins = fc.array(fc.record({ subject, target, priority }), { maxLength: 4 });
const offers = fc.uniqueArray(fc.constantFrom("1", "2", "3", "4"), { maxLength: 2 });

/** Any pins over any versions in four archives for two architectures, against apt itself. */
const world = fc.record({
  pins,
  default_release: fc.constantFrom("", "", "", "stable", "rc-buggy"),
  installed: fc.record({ one: fc.constantFrom("2", "3"), two: fc.constantFrom("1", "2", "4") }),
  held: fc.record({ stable: offers, security: offers, backports: offers, experimental: offers }),
  foreign: offers,
});

Deno.test({
  name: "policy: candidates under any pins are those of apt-cache policy",
  ignore,
  async fn() {
    await fc.assert(
      fc.asyncProperty(world, async ({ pins, default_release, installed, held, foreign }) => {
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
        const names = catalog.entries.map(({ name, architecture }) => `${name}:${architecture}`);
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

const phase = fc.record({
  machine_id: fc.stringMatching(/^[0-9a-f]{32}$/),
  sources: fc.array(
    fc.record({
      version: fc.stringMatching(/^[1-9]\.[0-9]{1,3}-[0-9]ubuntu[0-9]$/),
      percentage: fc.integer({ min: 0, max: 100 }),
      is_security: fc.boolean(),
    }),
    { minLength: 5, maxLength: 20 },
  ),
  setting: fc.constantFrom(
    "",
    "",
    "",
    "APT::Get::Always-Include-Phased-Updates true;",
    "APT::Get::Never-Include-Phased-Updates true;",
    "APT::Get::Phase-Policy true;",
    "APT::Get::Phase-Policy true;\nAPT::Get::Never-Include-Phased-Updates 1;",
    "APT::Get::Phase-Policy true;\nUpdate-Manager::Always-Include-Phased-Updates 1;",
    "Update-Manager::Always-Include-Phased-Updates 1;",
    "Update-Manager::Never-Include-Phased-Updates yes;\nAPT::Get::Never-Include-Phased-Updates no;",
  ),
});

Deno.test({
  name: "phasing: what is held back is what apt-get upgrade keeps back",
  ignore,
  async fn() {
    await fc.assert(
      fc.asyncProperty(phase, async ({ machine_id, sources, setting }) => {
        const named = sources.map((source, index) => ({ name: `p${index}`, ...source }));
        const tree: Tree = {
          ...RELEASES,
          "/var/lib/apt/lists/h.example_debian_dists_security_Release":
            "Suite: jammy-security\nCodename: jammy\nArchitectures: amd64\nComponents: main\n",
          ...list("security", [
            ...named.filter(({ is_security }) => is_security).map(({ name }) => ({ name, version: "0.5" })),
          ]),
          ...list(
            "stable",
            named.map(({ name, version, percentage }) => ({
              name,
              version,
              fields: { Source: `s${name} (${version})`, "Phased-Update-Percentage": String(percentage) },
            })),
          ),
          "/var/lib/dpkg/status": statusText([
            { name: "dpkg" },
            ...named.map(({ name }) => ({ name, version: "0.1" })),
          ]),
          "/etc/apt/preferences": "",
          "/etc/apt/apt.conf": `APT::Machine-ID "${machine_id}";\n${setting}\n`,
        };
        using host = written(tree);
        const catalog = await readCatalog(diskFiles(host.folder), { installed_only: true });
        // A build in a chroot would take all of them.
        const options = [...host.options, "-o", "Dir::Bin::ischroot=/bin/false"];
        const { stdout } = run("apt-get", ["-s", "upgrade", ...options]);
        const listed = run("apt", ["list", "--upgradable", ...options]).stdout;
        const shown = [...listed.matchAll(/^([^/\s]+)\//gm)].map(([, name]) => name).sort();
        assert.deepEqual(pendingUpdates(catalog).map(({ name }) => name).sort(), shown);
        const upgraded = [...stdout.matchAll(/^Inst (\S+) /gm)].map(([, name]) => name).sort();
        const ours = pendingUpdates(catalog).filter(({ phased, kept_back }) =>
          phased?.held_back !== true && !kept_back
        );
        assert.deepEqual(ours.map(({ name }) => name).sort(), upgraded, stdout);
      }),
      { numRuns: 60 },
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

/** The tree as a folder, with the options that make apt see it as the host. */
function written(tree: Tree): Disposable & { readonly folder: string; readonly options: readonly string[] } {
  const folder = Deno.makeTempDirSync();
  const more: Tree = {
    "/ext": "",
    "/var/lib/apt/lists/partial/x": "",
    "/cache/archives/partial/x": "",
  };
  for (const [path, text] of Object.entries({ ...tree, ...more })) {
    Deno.mkdirSync(`${folder}${path.slice(0, path.lastIndexOf("/"))}`, { recursive: true });
    Deno.writeTextFileSync(folder + path, text);
  }
  const own = [
    `Dir::State=${folder}/var/lib/apt`,
    `Dir::State::status=${folder}/var/lib/dpkg/status`,
    `Dir::State::extended_states=${folder}/ext`,
    `Dir::Cache=${folder}/cache`,
    `Dir::Etc::SourceList=${folder}/etc/apt/sources.list`,
    `Dir::Etc::Preferences=${folder}/etc/apt/preferences`,
    "Dir::Etc::PreferencesParts=/nonexistent",
  ].flatMap((option) => ["-o", option]);
  const conf = tree["/etc/apt/apt.conf"] === "" ? [] : ["-c", `${folder}/etc/apt/apt.conf`];
  return {
    folder,
    options: [...aptOptions(folder), ...own, ...conf],
    [Symbol.dispose]: () => Deno.removeSync(folder, { recursive: true }),
  };
}
