import assert from "node:assert/strict";
import { gzipSync, zstdCompressSync } from "node:zlib";
import {
  createInventory,
  createInventoryWorker,
  createPackages,
  type Inventory,
  type Packages,
} from "../../src/inventory/mod.ts";
import { indexFolder, inventoryPermissions, spareFolder } from "../../src/inventory/launch.ts";
import type { Subsystem } from "../../src/contract/mod.ts";
import { systemClock as clock } from "../../src/core/clock.ts";
import { list } from "../unit/packages/_archive.ts";
import { statusText } from "../unit/packages/_status.ts";
import { type PackageHost, packageHost } from "./_inventory.ts";

const NEVER = new AbortController().signal;

/** A runtime of which more than one version is installed. */
const NODE = { runtime: "node", path: "/usr/bin/node", manager: "system", manager_default: false } as const;

/** A list whose last paragraph is cut, as that of the recorded ones. */
const CUT = "Package: whole\nVersion: 1\n\nPackage: cut\n";

/** An inventory over such a host, with its real worker. */
function inventoryOf(host: PackageHost, told: Subsystem[] = []): Inventory {
  const places = { ...host, host_root: host.root };
  return createInventory({
    enabled: true,
    ...places,
    worker: createInventoryWorker(inventoryPermissions(places)),
    clock,
    kernel: () => null,
    onState: (part) => told.push(part),
  });
}

/** The answers from an inventory, of a host with four vulnerabilities and two versions of one runtime. */
function packagesOf(inventory: Inventory): Packages {
  return createPackages({
    inventory,
    clock,
    kernel: () => null,
    services: () => "",
    vulnerabilities: () => 4,
    runtimes: () => ({
      items: [
        { ...NODE, version: "20.1.0", active: false },
        { ...NODE, version: "22.11.0", active: true },
      ],
      taken_at: "2026-11-21T08:00:00.000Z",
      home: null,
      path: [],
    }),
  });
}

Deno.test("the first check builds the index, the next one of another run finds it", async () => {
  using host = packageHost();
  {
    using inventory = inventoryOf(host);
    assert.equal(inventory.info(), null);
    assert.equal(inventory.state().state, "starting");
    await inventory.check(NEVER);
    const { packages, installed, explicit, updates, managers } = inventory.info() ?? {};
    assert.deepEqual([packages, installed, explicit, updates, managers], [3, 2, 1, 1, ["debian"]]);
    assert.equal(inventory.state().state, "idle");
  }
  const path = `${indexFolder(host.state_dir)}/index`;
  const { ino } = Deno.statSync(path);
  using again = inventoryOf(host);
  await again.check(NEVER);
  assert.equal(again.info()?.packages, 3);
  assert.equal(Deno.statSync(path).ino, ino);
});

Deno.test("a thousand results of the usual length are kept, and never more", async () => {
  using host = packageHost();
  const packages = Array.from({ length: 50 }, (_, number) => ({ name: `package-${number}` }));
  host.write("/var/lib/dpkg/status", statusText(packages));
  using inventory = inventoryOf(host);
  await inventory.check(NEVER);
  const { search, cache } = packagesOf(inventory);
  for (let limit = 50; limit < 1250; limit++) await search({ q: "package", limit });
  assert.equal(cache.stats().entries, 1000);
});

Deno.test("what changed on the host is in the next index", async () => {
  using host = packageHost();
  using inventory = inventoryOf(host);
  await inventory.check(NEVER);
  host.write("/var/lib/dpkg/status", statusText([{ name: "vim", version: "2:9.1" }]));
  await inventory.check(NEVER);
  const { packages, installed, updates } = inventory.info() ?? {};
  assert.deepEqual([packages, installed, updates], [2, 1, 0]);
});

Deno.test("what unpacks a list is there for the worker, which may read nothing but the host", async () => {
  const [[path = ""] = []] = Object.entries(list("backports", []));
  const recorded = (name: string) => Deno.readFileSync(new URL(`../fixtures/dpkg/${name}`, import.meta.url));
  const packed = {
    gz: gzipSync(CUT),
    lz4: recorded("packages.lz4"),
    xz: recorded("packages.xz"),
    zst: zstdCompressSync(CUT),
  };
  for (const [ending, bytes] of Object.entries(packed)) {
    using host = packageHost();
    Deno.writeFileSync(`${host.root}${path}.${ending}`, bytes);
    using inventory = inventoryOf(host);
    await inventory.check(NEVER);
    assert.deepEqual(inventory.info()?.problems.map(({ reason }) => reason), ["a paragraph without Version"]);
  }
});

Deno.test("whatever of dpkg, apt or pacman changes makes a new index; where nothing does there is none", async () => {
  using host = packageHost();
  using inventory = inventoryOf(host);
  await inventory.check(NEVER);
  let built_at_ms = inventory.info()?.built_at_ms;
  const isBuiltAnew = async () => {
    const before = built_at_ms;
    await inventory.check(NEVER);
    built_at_ms = inventory.info()?.built_at_ms;
    return built_at_ms !== before;
  };
  assert.equal(await isBuiltAnew(), false);
  const changes: readonly (readonly [string, string])[] = [
    ...Object.entries(list("security", [{ name: "vim", version: "2:9.0-1" }])),
    ["/var/lib/dpkg/updates/0001", statusText([{ name: "less" }])],
    ["/var/lib/apt/extended_states", ""],
    ["/etc/apt/preferences", "Package: vim\nPin: version 2:9.0*\nPin-Priority: 1001\n"],
    ["/etc/apt/preferences.d/own", "Package: vim\nPin: version 2:9.1\nPin-Priority: 1002\n"],
    ["/etc/apt/apt.conf.d/50own", 'APT::Default-Release "stable";\n'],
    ["/etc/apt/sources.list.d/own.sources", "Enabled: no\n"],
    ["/etc/pacman.conf", "[core]\n"],
    ["/var/lib/pacman/local/a-1-1/desc", "%NAME%\na\n\n%VERSION%\n1-1\n"],
    ["/run/reboot-required", ""],
  ];
  for (const [path, text] of changes) {
    host.write(path, text);
    assert.equal(await isBuiltAnew(), true, path);
    assert.equal(await isBuiltAnew(), false, path);
  }
  assert.deepEqual(inventory.info()?.managers, ["debian", "arch"]);
});

Deno.test("a damaged database leaves the last index in force, says since when, and names file and line", async () => {
  using host = packageHost();
  const told: Subsystem[] = [];
  using inventory = inventoryOf(host, told);
  await inventory.check(NEVER);
  host.write("/var/lib/dpkg/status", "Package: vim\nnoise\n");
  const before = Date.now();
  await inventory.check(NEVER);
  assert.equal(inventory.info()?.packages, 3);
  assert.ok((inventory.age().stale_since_ms ?? 0) >= before);
  const [unwell] = told;
  assert.equal(unwell?.state, "unhealthy");
  assert.match(unwell?.message ?? "", /Cannot read "\/var\/lib\/dpkg\/status" line 2/);
  host.write("/var/lib/dpkg/status", statusText([{ name: "vim" }]));
  await inventory.check(NEVER);
  assert.deepEqual([inventory.state().state, inventory.age().stale_since_ms], ["idle", null]);
  assert.equal(told.at(-1)?.state, "idle");
});

Deno.test("each figure of updates is that of apt, also where it offers another build of one version", async () => {
  using host = packageHost();
  const rebuilt = { name: "libc6", version: "2.36", fields: { Depends: "libgcc-s1" } };
  const offered = list("stable", [{ name: "vim", version: "2:9.1" }, rebuilt]);
  for (const [path, text] of Object.entries(offered)) host.write(path, text);
  using inventory = inventoryOf(host);
  await inventory.check(NEVER);
  const packages = packagesOf(inventory);
  const { items, total } = packages.updates({ security: false });
  assert.deepEqual(items.map(({ name }) => name), ["libc6", "vim"]);
  assert.deepEqual([total, packages.count().updates, packages.status().updates], [2, 2, 2]);
});

Deno.test("a worker that dies leaves what was found in force, and says since when", async () => {
  using host = packageHost();
  const places = { ...host, host_root: host.root };
  const worker = createInventoryWorker(inventoryPermissions(places));
  let is_dead = false;
  using inventory = createInventory({
    enabled: true,
    ...places,
    worker: {
      ...worker,
      ask: (...question) => is_dead ? Promise.reject(new Error("the worker died")) : worker.ask(...question),
    },
    clock,
    kernel: () => null,
  });
  const packages = packagesOf(inventory);
  assert.throws(() => packages.updates({ security: false }), { code: "NOT_READY" });
  assert.equal(packages.status().orphans, null);
  await inventory.check(NEVER);
  const { orphans, vulnerabilities, runtimes } = packages.status();
  assert.deepEqual([orphans, vulnerabilities, runtimes], [1, 4, { node: "22.11.0" }]);
  is_dead = true;
  host.write("/var/lib/dpkg/status", statusText([{ name: "vim", version: "2:9.1" }]));
  await inventory.check(NEVER);
  const { total, stale_since, message } = packages.updates({ security: false });
  assert.deepEqual([total, message], [1, "the worker died"]);
  assert.ok(stale_since !== null);
  is_dead = false;
  await inventory.check(NEVER);
  const { total: after, stale_since: since } = packages.updates({ security: false });
  assert.deepEqual([after, since], [0, null]);
});

Deno.test("a damaged index is built anew from the host's files", async () => {
  using host = packageHost();
  const path = `${indexFolder(host.state_dir)}/index`;
  {
    using inventory = inventoryOf(host);
    await inventory.check(NEVER);
  }
  const whole = Deno.readFileSync(path);
  const noise = whole.map((byte, at) => at % 7 === 0 ? byte ^ 0x55 : byte);
  for (const damaged of [new Uint8Array(0), whole.subarray(0, 100), whole.subarray(0, -1), noise]) {
    Deno.writeFileSync(path, damaged);
    using inventory = inventoryOf(host);
    await inventory.check(NEVER);
    assert.equal(inventory.info()?.packages, 3);
    assert.deepEqual(Deno.readFileSync(path).length, whole.length);
  }
});

Deno.test("where the state folder cannot be written the index is beside the sockets, answers, and that is said", async () => {
  using host = packageHost();
  const folder = indexFolder(host.state_dir);
  Deno.writeTextFileSync(folder, "no folder");
  const spare = `${spareFolder(host.socket_dir)}/index`;
  {
    using inventory = inventoryOf(host);
    await inventory.check(NEVER);
    assert.deepEqual(await inventory.read((reader) => reader.suggest("v", 10)), ["vim"]);
    const { state, message } = inventory.state();
    assert.deepEqual([state, inventory.age().stale_since_ms], ["idle", null]);
    assert.match(message ?? "", /^The index of packages is kept in memory only: \S/);
    assert.ok(Deno.statSync(spare).isFile);

    Deno.removeSync(folder);
    host.write("/var/lib/dpkg/status", statusText([{ name: "brand-new" }]));
    await inventory.check(NEVER);
    assert.deepEqual([inventory.info()?.installed, inventory.state().message], [1, null]);
    assert.ok(Deno.statSync(`${folder}/index`).isFile);
    assert.throws(() => Deno.statSync(spare), Deno.errors.NotFound);
  }
});

Deno.test("a build that fails is tried again with each check, and said once", async () => {
  using host = packageHost();
  const told: Subsystem[] = [];
  let asked = 0;
  using inventory = createInventory({
    enabled: true,
    ...host,
    host_root: host.root,
    worker: {
      ask: () => {
        asked++;
        return Promise.reject(new Error("no worker today"));
      },
      heartbeatAt: () => null,
      heapBytes: () => null,
      restarts: () => 0,
    },
    clock,
    kernel: () => null,
    onState: (part) => told.push(part),
  });
  for (let time = 0; time < 3; time++) await inventory.check(NEVER);
  assert.deepEqual([asked, told.length], [3, 1]);
  assert.deepEqual([inventory.info(), inventory.state().state], [null, "unhealthy"]);
  await assert.rejects(async () => await inventory.read(() => 0), { code: "UNAVAILABLE" });
});

Deno.test("a host without any package manager has an index of nothing", async () => {
  using host = packageHost();
  using inventory = inventoryOf({ ...host, root: host.state_dir });
  await inventory.check(NEVER);
  assert.deepEqual(inventory.info()?.managers, []);
  assert.equal(inventory.state().state, "idle");
});

Deno.test("a list or a state file that is damaged is a problem that is told, and the rest counts", async () => {
  using host = packageHost();
  host.write("/var/lib/apt/extended_states", "noise\n");
  using inventory = inventoryOf(host);
  await inventory.check(NEVER);
  const { packages, problems } = inventory.info() ?? {};
  assert.deepEqual([packages, problems?.map(({ file, line }) => [file, line])], [
    3,
    [["/var/lib/apt/extended_states", 1]],
  ]);
});
