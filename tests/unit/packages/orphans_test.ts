import assert from "node:assert/strict";
import { findOrphans } from "../../../src/packages/debian/orphans.ts";
import { database, type Short } from "./_status.ts";

/** What of these packages nothing needs; those named were installed by apt of its own accord. */
async function orphans(
  packages: readonly Short[],
  automatic: readonly string[],
  settings: Readonly<Record<string, readonly string[]>> = {},
  kernel: string | null = null,
): Promise<string[]> {
  const names = new Set(automatic.map((name) => name.includes(":") ? name : `${name}:amd64`));
  return findOrphans(await database(packages), names, new Map(Object.entries(settings)), kernel);
}

Deno.test("orphans: what is held by nothing, or only by what is an orphan itself", async () => {
  const packages = [
    { name: "asked", fields: { "Depends": "lib (>= 1) | other", "Pre-Depends": "first" } },
    { name: "first" },
    { name: "lib", fields: { Depends: "deep" } },
    { name: "deep" },
    { name: "other" },
    { name: "round", fields: { Depends: "trip" } },
    { name: "trip", fields: { Depends: "round" } },
    { name: "gone", status: "deinstall ok config-files" },
  ];
  const automatic = ["first", "lib", "deep", "other", "round", "trip", "gone"];
  assert.deepEqual(await orphans(packages, automatic), ["round", "trip"]);
  assert.deepEqual(await orphans(packages, [...automatic, "asked"]), [
    "asked",
    "deep",
    "first",
    "lib",
    "other",
    "round",
    "trip",
  ]);
});

Deno.test("orphans: recommendations and suggestions hold unless apt was told otherwise", async () => {
  const packages = [
    { name: "asked", fields: { Recommends: "nice", Suggests: "maybe" } },
    { name: "nice" },
    { name: "maybe" },
  ];
  assert.deepEqual(await orphans(packages, ["nice", "maybe"]), []);
  const found = await orphans(packages, ["nice", "maybe"], {
    "apt::autoremove::recommendsimportant": ["false"],
    "apt::autoremove::suggestsimportant": ["0"],
  });
  assert.deepEqual(found, ["maybe", "nice"]);
});

Deno.test("orphans: essential, protected, required, held and named packages, apt and kernels are none", async () => {
  const packages: Short[] = [
    { name: "a", fields: { Essential: "yes" } },
    { name: "b", fields: { Protected: "yes" } },
    { name: "c", fields: { Priority: "required" } },
    { name: "d", status: "hold ok installed" },
    { name: "e-firmware" },
    { name: "apt" },
    { name: "linux-image-6.1.0-13-amd64" },
    { name: "linux-image-amd64" },
  ];
  const names = packages.map(({ name }) => name);
  const never = { "apt::neverautoremove": ["^.-firm", "(unclosed"] };
  assert.deepEqual(await orphans(packages, names, never), ["linux-image-amd64"]);
});

Deno.test("orphans: of what provides a name, the latest of each source holds; another architecture is named", async () => {
  const provides = (source: string) => ({ Provides: "server", Source: source });
  const packages: Short[] = [
    { name: "asked", fields: { Depends: "server" } },
    { name: "db-13", version: "13", fields: provides("db (13)") },
    { name: "db-15", version: "15", fields: provides("db (15)") },
    { name: "rival", fields: provides("rival") },
    { name: "lib", architecture: "i386" },
  ];
  const automatic = ["db-13", "db-15", "rival", "lib:i386"];
  assert.deepEqual(await orphans(packages, automatic), ["db-13", "lib:i386"]);
});

const KERNELS: readonly Short[] = ["5", "6", "7", "8"].flatMap((abi) => [
  { name: `linux-image-6.1.0-${abi}-amd64`, version: `6.1.${abi}-1` },
  { name: `linux-headers-6.1.0-${abi}-amd64`, version: `6.1.${abi}-1` },
  { name: `linux-image-6.1.0-${abi}-amd64-dbg`, version: `6.1.${abi}-1` },
]);

Deno.test("orphans: of kernels the running, the newest, and as many as make two versions are kept, with their kin", async () => {
  const settings = { "apt::versionedkernelpackages": ["linux-.*", "(unclosed"] };
  const names = KERNELS.map(({ name }) => name);
  const kept = async (kernel: string | null, more: typeof settings = settings) => {
    const gone = await orphans(KERNELS, names, more, kernel);
    return names.filter((name) => !gone.includes(name)).map((name) => name.replace(/-6\.1\.0-|-amd64/g, " "));
  };
  const both = (...abis: string[]) => abis.flatMap((abi) => [`linux-image ${abi} `, `linux-headers ${abi} `]);
  assert.deepEqual(await kept("6.1.0-6-amd64"), both("6", "8"));
  assert.deepEqual(await kept("6.1.0-8-amd64"), both("7", "8"));
  assert.deepEqual(await kept("somebody's own"), both("7", "8"));
  assert.equal((await kept(null)).length, names.length);
  assert.deepEqual(await kept("6.1.0-6-amd64", { "apt::versionedkernelpackages": [] }), []);
  const unprotected = { ...settings, "apt::protect-kernels": ["false"] };
  assert.deepEqual(await kept("6.1.0-6-amd64", unprotected), []);
});
