import assert from "node:assert/strict";
import fc from "fast-check";
import { diskFiles } from "../../src/packages/disk_files.ts";
import { examinePackages } from "../../src/packages/examine.ts";
import { adminFiles } from "../../src/packages/admin_files.ts";
import { statusText } from "../unit/packages/_status.ts";
import { has, run } from "./_run.ts";
import { scratch } from "./_scratch.ts";

const ignore = !has("apt-get");

/** What `apt-get autoremove` would remove, by name. */
function removed(stdout: string): string[] {
  return [...stdout.matchAll(/^Remv (\S+) /gm)].map(([, name = ""]) => name).sort();
}

/** The paragraphs of extended_states that make these packages automatic. */
function automatic(names: readonly string[], architecture = "amd64"): string {
  return names.map((name) => `Package: ${name}\nArchitecture: ${architecture}\nAuto-Installed: 1\n`).join(
    "\n",
  );
}

/** What both say of a scratch database. */
async function compare(status: string, extended_states: string): Promise<void> {
  using host = scratch(status);
  Deno.writeTextFileSync(`${host.folder}/.apt/ext`, extended_states);
  Deno.writeTextFileSync(`${host.folder}/extended_states`, extended_states);
  const { orphans } = await examinePackages(adminFiles(host.folder));
  assert.deepEqual(orphans, removed(host.aptAutoremove().stdout));
}

Deno.test({
  name: "orphans: this machine's are what apt-get autoremove would remove",
  ignore,
  async fn() {
    const { orphans } = await examinePackages(diskFiles("/"));
    assert.deepEqual(orphans, removed(run("apt-get", ["-s", "autoremove"]).stdout));
  },
});

Deno.test({
  name: "orphans: the same where any of this machine's packages are automatic",
  ignore,
  async fn() {
    const status = Deno.readTextFileSync("/var/lib/dpkg/status");
    const names = [...status.matchAll(/^Package: (\S+)$/gm)].map(([, name = ""]) => name);
    await fc.assert(
      fc.asyncProperty(fc.subarray(names, { minLength: names.length >> 1 }), async (chosen) => {
        await compare(status, automatic(chosen));
      }),
      { numRuns: 8 },
    );
  },
});

const NAMES = ["a", "b", "c", "d", "e", "f"] as const;
const target = fc.constantFrom(...NAMES, "v", "w", "a (>= 2)", "v (= 1)", "b | w", "c:any");
const clause = fc.option(fc.array(target, { minLength: 1, maxLength: 2 }), { nil: undefined });
const world = fc.record({
  packages: fc.tuple(...NAMES.map((name) =>
    fc.record({
      name: fc.constant(name),
      version: fc.constantFrom("1", "2"),
      depends: clause,
      recommends: clause,
      suggests: clause,
      provides: fc.constantFrom(undefined, undefined, "v", "v (= 1)", "w"),
      source: fc.constantFrom(undefined, "one (1)", "one (2)", "two (1)"),
      priority: fc.constantFrom("optional", "optional", "optional", "required"),
      status: fc.constantFrom("install ok installed", "install ok installed", "hold ok installed"),
      multi_arch: fc.constantFrom("no", "foreign", "allowed"),
    })
  )),
  automatic: fc.subarray([...NAMES], { minLength: 3 }),
});

Deno.test({
  name: "orphans: those of any few packages are what apt-get autoremove would remove",
  ignore,
  async fn() {
    await fc.assert(
      fc.asyncProperty(world, async ({ packages, automatic: chosen }) => {
        const shorts = packages.map(({ name, version, status, ...one }) => ({
          name,
          version,
          status,
          fields: Object.fromEntries(
            Object.entries({
              // apt refuses to look at an installation that is broken: what may not hold is no dependency.
              Depends: one.depends?.filter((wanted) => /^[a-f]$/.test(wanted)).join(", "),
              Recommends: one.recommends?.join(", "),
              Suggests: one.suggests?.join(", "),
              Provides: one.provides,
              Source: one.source,
              Priority: one.priority,
              "Multi-Arch": one.multi_arch,
            }).flatMap(([field, value]) => value === undefined || value === "" ? [] : [[field, value]]),
          ),
        }));
        await compare(statusText([{ name: "dpkg" }, ...shorts]), automatic(chosen));
      }),
      { numRuns: 100 },
    );
  },
});
