import assert from "node:assert/strict";
import fc from "fast-check";
import { type Catalog, readCatalog } from "../../src/packages/debian/catalog.ts";
import { pendingUpdates } from "../../src/packages/debian/updates.ts";
import { list, RELEASES, type Tree } from "../unit/packages/_archive.ts";
import { statusText } from "../unit/packages/_status.ts";
import { diskFiles } from "../../src/packages/disk_files.ts";
import { written } from "./_apt_host.ts";
import { has, run } from "./_run.ts";

const ignore = !has("apt-get");

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

/**
 * What apt decides to upgrade, also where it then finds no order to do it in, as round a loop of essential packages.
 */
function decidedNames(stdout: string): string[] {
  const [, names = ""] = /^The following packages will be upgraded:\n((?: .*\n)+)/m.exec(stdout) ?? [];
  return names.split(/\s+/).filter((name) => name !== "").sort();
}

const NAMES = ["a", "b", "c", "d", "e", "f"];
const wanted = fc.constantFrom(...NAMES, "v", "new");
const relation = fc.tuple(wanted, fc.constantFrom("", "", "", " (>= 2)", " (= 2)", " (<< 2)", " (= 1)"))
  .map((parts) => parts.join(""));
const clauses = fc.array(fc.oneof(relation, fc.tuple(relation, relation).map((pair) => pair.join(" | "))), {
  maxLength: 2,
}).map((list) => list.join(", "));
const against = fc.constantFrom(
  ...["", "", "", "a (<< 2)", "b (<< 2), new", "c (= 1)", "new"],
  // Of two such upgrades only one can be: which one, is a matter of what else wants them.
  ...["a (>= 2)", "b (= 2)", "d (>= 2)", "e (>= 2), f (>= 2)", "v (= 2)"],
);
const YES = fc.constantFrom("", "", "", "", "yes");
/** What is offered may want anything. */
const candidate = fc.record({
  Priority: fc.constantFrom("", "required", "important", "standard", "optional", "extra"),
  Depends: clauses,
  Recommends: fc.constantFrom("", "", "", "a (>= 2)", "c", "v (= 2)", "new"),
  Suggests: fc.constantFrom("", "", "b (>= 2)", "new | d"),
  Conflicts: against,
  Breaks: against,
  Provides: fc.constantFrom("v", "v (= 2)"),
});
/** What is installed is whole, or apt would upgrade nothing. */
const present = fc.record({
  is_held: fc.constantFrom(false, false, false, true),
  fields: fc.record({
    Depends: fc.constantFrom("", "", "a (= 1)", "b (<< 2)", "c", "d (>= 1) | v"),
    Recommends: fc.constantFrom("", "", "", "b", "new", "v"),
    Provides: fc.constantFrom("", "", "v"),
    Essential: YES,
    Protected: YES,
  }),
});

Deno.test({
  name: "updates: of any few packages those are kept back that apt-get upgrade keeps back",
  ignore,
  async fn() {
    const packages = fc.record({
      now: fc.tuple(...NAMES.map(() => present)),
      then: fc.tuple(...NAMES.map(() => fc.option(candidate, { nil: undefined }))),
      setting: fc.constantFrom("", "", "APT::Install-Recommends no;", "APT::Install-Suggests true;"),
    });
    const fieldsOf = (fields: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
    await fc.assert(
      fc.asyncProperty(packages, async ({ now, then, setting }) => {
        const tree: Tree = {
          ...RELEASES,
          ...list("stable", [
            { name: "new", version: "2" },
            ...then.flatMap((fields, index) =>
              fields === undefined
                ? []
                : [{ name: NAMES[index] ?? "", version: "2", fields: fieldsOf(fields) }]
            ),
          ]),
          "/var/lib/dpkg/status": statusText([
            { name: "dpkg" },
            ...now.map(({ is_held, fields }, index) => ({
              name: NAMES[index] ?? "",
              version: "1",
              status: is_held ? "hold ok installed" : "install ok installed",
              fields: fieldsOf(fields),
            })),
          ]),
          "/etc/apt/preferences": "",
          "/etc/apt/apt.conf": setting,
        };
        using host = written(tree);
        const catalog = await readCatalog(diskFiles(host.folder), { installed_only: true });
        const { stdout } = run("apt-get", ["-s", "upgrade", ...host.options]);
        assert.deepEqual(upgradedNames(catalog), decidedNames(stdout), stdout);
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
