import assert from "node:assert/strict";
import fc from "fast-check";
import { diskFiles } from "../../src/packages/disk_files.ts";
import { examinePackages } from "../../src/packages/examine.ts";
import { memoryFiles } from "../../src/packages/files.ts";
import { adminFiles } from "../../src/packages/admin_files.ts";
import { statusText } from "../unit/packages/_status.ts";
import { has, run } from "./_run.ts";
import { scratch } from "./_scratch.ts";

const ignore = !has("apt-get");

/** The kernel that runs, which apt asks for itself. */
const RUNNING = run("uname", ["-r"]).stdout.trim();

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

const CONF = "/etc/apt/apt.conf";

/** Both agree about a scratch database. */
async function compare(...world: Parameters<typeof bothSay>): Promise<void> {
  const { ours, apts } = await bothSay(...world);
  assert.deepEqual(ours, apts);
}

async function bothSay(
  status: string,
  extended_states: string,
  settings = "",
): Promise<{ readonly ours: readonly string[] | null; readonly apts: readonly string[] }> {
  using host = scratch(status);
  Deno.writeTextFileSync(`${host.folder}/.apt/ext`, extended_states);
  Deno.writeTextFileSync(`${host.folder}/extended_states`, extended_states);
  const files = adminFiles(host.folder);
  const conf = memoryFiles({ [CONF]: settings });
  const both = { ...files, open: (path: string) => path === CONF ? conf.open(path) : files.open(path) };
  const { orphans } = await examinePackages(both, { kernel: RUNNING });
  return { ours: orphans, apts: removed(host.aptAutoremove(settings).stdout) };
}

Deno.test({
  name: "orphans: this machine's are what apt-get autoremove would remove",
  ignore,
  async fn() {
    const { orphans } = await examinePackages(diskFiles("/"), { kernel: RUNNING });
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
        const status = statusText([{ name: "dpkg" }, ...shorts]);
        const { ours, apts } = await bothSay(status, automatic(chosen));
        // Where all that provide a name satisfy one relation, apt does not look at a later one to that name, and what
        // it takes for later is its own affair (Recommends: v; Suggests: v (= 1)). That shows where two of one source
        // provide it, of which the first relation keeps the later one only: apt may let go of the other.
        const wanted = packages.flatMap(({ recommends = [], suggests = [] }) => [...recommends, ...suggests]);
        const sources = packages.filter(({ provides }) => provides?.startsWith("v")).flatMap(({ source }) =>
          source?.split(" ")[0] ?? []
        );
        const isLoose = wanted.includes("v (= 1)") && new Set(sources).size < sources.length;
        assert.deepEqual(ours, isLoose ? apts.filter((name) => ours?.includes(name)) : apts);
      }),
      { numRuns: 100 },
    );
  },
});

const release = fc.constantFrom(RUNNING, "6.1.0-5-amd64", "6.1.0-13-amd64", "6.18.0+x", "6.9-rt", "7");
const kernels = fc.record({
  images: fc.uniqueArray(
    fc.record({
      release,
      version: fc.constantFrom("6.1.5-1", "6.1.13-1", "6.1.13-1+b1", "6.18-1", "7~rc1-1"),
    }),
    { selector: ({ release }) => release, maxLength: 6 },
  ),
  kin: fc.array(fc.tuple(fc.constantFrom("headers", "modules", "image-extra", "perf"), release), {
    maxLength: 4,
  }),
  dbg: fc.option(release, { nil: undefined, freq: 2 }),
  metas: fc.subarray([
    "linux-image-amd64",
    "linux-image-cloud-amd64",
    "firmware-linux-free",
    "own-6.1.0-5-amd64",
  ]),
  settings: fc.constantFrom(
    ...[
      "",
      'APT::VersionedKernelPackages { "linux-.*"; ".*-modules"; };',
      'APT::VersionedKernelPackages { "linux-.*"; };\nAPT::NeverAutoRemove:: "^linux-image-[a-z0-9]*$";',
      'APT::NeverAutoRemove { "^firmware-linux.*"; "^linux-image-[a-z0-9]*-[a-z0-9]*$"; };',
      'APT::VersionedKernelPackages:: "own";\nAPT::Protect-Kernels "false";',
      'APT::VersionedKernelPackages:: "own";\n#clear APT::VersionedKernelPackages;\n' +
      'APT { VersionedKernelPackages { "linux-(image|headers)"; }; };',
    ],
  ),
});

Deno.test({
  name: "orphans: of any kernels those are kept that apt-get autoremove keeps, under any settings",
  ignore,
  async fn() {
    await fc.assert(
      fc.asyncProperty(kernels, async ({ images, kin, dbg, metas, settings }) => {
        const named = new Map([
          ...images.map((one) => [`linux-image-${one.release}`, one.version] as const),
          ...kin.map(([what, release]) => [`linux-${what}-${release}`, "1"] as const),
          ...dbg === undefined ? [] : [[`linux-image-${dbg}-dbg`, "9"] as const],
          ...metas.map((name) => [name, "1"] as const),
        ]);
        const shorts = [...named].map(([name, version]) => ({ name, version }));
        await compare(statusText([{ name: "dpkg" }, ...shorts]), automatic([...named.keys()]), settings);
      }),
      { numRuns: 150 },
    );
  },
});
