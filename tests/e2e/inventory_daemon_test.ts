import assert from "node:assert/strict";
import { copyHost, daemonDir, recordedHost, startDaemon, waitFor } from "./_daemon.ts";
import { cortex } from "./_cortex.ts";
import { packageHost } from "./_inventory.ts";
import { glancePath, readGlance } from "../../src/inventory/glance.ts";
import { indexFolder } from "../../src/inventory/launch.ts";
import { statusText } from "../unit/packages/_status.ts";

/** A recorded host that has packages, too. */
function hostWithPackages() {
  const host = packageHost();
  copyHost(host.root);
  return host;
}

/** How a daemon is started that indexes the packages of a host. */
function indexing(dir: string, root: string): Parameters<typeof startDaemon>[0] {
  return { dir, args: ["--host-root", root], env: { CORTEX__INVENTORY__ENABLED: "true" } };
}

Deno.test("a daemon indexes the packages of its host, answers from the index, and follows changes", async () => {
  using host = hostWithPackages();
  host.write("/run/reboot-required", "");
  host.write("/proc/4242/cgroup", "0::/system.slice/cron.service\n");
  host.write("/proc/4242/maps", "55d0-55d1 r-xp 0 fe:01 42    /usr/sbin/cron (deleted)\n");
  const dir = daemonDir();
  try {
    await using daemon = await startDaemon(indexing(dir, host.root));
    const found = await waitFor("the index", async () => {
      const response = await daemon.fetch("/v1/packages?q=vim");
      if (response.status === 503) return void await response.body?.cancel();
      return await daemon.get("packages.search", "/v1/packages?q=vim");
    });
    assert.deepEqual(found.items.map(({ name }) => name), ["vim", "neovim"]);
    const builds = await daemon.get("jobs.list", "/v1/jobs?kind=packages.index");
    assert.deepEqual(builds.items.map(({ state }) => state), ["done"]);
    const build = await daemon.get("jobs.get", `/v1/jobs/${builds.items[0]?.id}`);
    assert.equal(build.result?.problems, 0);
    const info = await daemon.get("packages.info", "/v1/packages/vim");
    assert.deepEqual([info.installed_version, info.candidate_version], ["2:9.0", "2:9.1"]);
    const missing = await daemon.fetch("/v1/packages/nothing");
    assert.equal(missing.status, 404);
    assert.match(await missing.text(), /nobody has or offers it/);
    const refused = await daemon.fetch("/v1/packages/..%2Fetc");
    assert.equal(refused.status, 400);
    await refused.body?.cancel();
    const { items } = await daemon.get("packages.suggest", "/v1/packages/suggest?prefix=v");
    assert.deepEqual(items, ["vim"]);
    const { explicit, stale_since } = await daemon.get("packages.status", "/v1/packages/status");
    assert.deepEqual([explicit, stale_since], [1, null]);
    const updates = await waitFor("the examination", async () => {
      const response = await daemon.fetch("/v1/packages/updates");
      if (response.status === 503) return void await response.body?.cancel();
      return await daemon.get("packages.updates", "/v1/packages/updates?security=false");
    });
    assert.deepEqual(updates.items.map(({ name, candidate }) => [name, candidate]), [["vim", "2:9.1"]]);
    const restarts = await waitFor("the services", async () => {
      const { services_restart } = await daemon.get("packages.updates", "/v1/packages/updates");
      return services_restart ?? undefined;
    });
    assert.deepEqual(restarts, [{ service: "cron.service", files: ["/usr/sbin/cron"] }]);
    assert.equal(
      (await daemon.get("packages.updates", "/v1/packages/updates?security=true")).items.length,
      0,
    );
    const { direct } = await daemon.get("packages.conflicts", "/v1/packages/conflicts");
    assert.deepEqual(direct, []);
    host.write("/var/log/dpkg.log", "2026-11-20 10:00:01 upgrade vim:amd64 2:8.2 2:9.0\n");
    host.write(
      "/var/log/apt/history.log",
      "Start-Date: 2026-11-20  10:00:00\nCommandline: apt upgrade\nEnd-Date: 2026-11-20  10:00:09\n",
    );
    const history = await daemon.get("packages.history", "/v1/packages/history?name=vim");
    assert.deepEqual(
      history.items.map(({ action, from, to, command }) => [action, from, to, command]),
      [["upgrade", "2:8.2", "2:9.0", "apt upgrade"]],
    );
    const told = await cortex(daemon, ["history", "--since", "3650d"]);
    assert.match(told.out, /upgrade +vim +2:8\.2 +2:9\.0 .*apt upgrade/);
    const why = await daemon.get("packages.why", "/v1/packages/vim/why");
    assert.deepEqual([why.reason, why.chain], ["manual", []]);
    const unknown = await daemon.fetch("/v1/packages/nothing/why");
    assert.equal(unknown.status, 404);
    await unknown.body?.cancel();
    const reboot = await waitFor("the alert", async () => {
      const { items } = await daemon.get("alerts.list", "/v1/alerts?category=apt");
      return items.find(({ message }) => message === "A reboot is required");
    });
    assert.deepEqual(reboot.data, { reasons: ["A package asked for it"] });
    await daemon.get("packages.search", "/v1/packages?q=vim");
    assert.ok((await daemon.get("cache.stats", "/v1/cache")).hits >= 1);

    host.write("/var/lib/dpkg/status", statusText([{ name: "brand-new" }]));
    await waitFor("the changed index", async () => {
      const { total } = await daemon.get("packages.search", "/v1/packages?q=brand-new");
      return total === 1 ? true : undefined;
    });
    const { entries } = await daemon.get("cache.stats", "/v1/cache");
    assert.equal(entries, 1);
    assert.equal((await daemon.post("cache.clear", "/v1/cache/clear")).cleared, 1);
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
});

Deno.test("changes are followed in a folder that has taken the place of another, too", async () => {
  using host = hostWithPackages();
  const dir = daemonDir();
  try {
    await using daemon = await startDaemon(indexing(dir, host.root));
    const installed = (count: number) =>
      waitFor(`${count} packages`, async () => {
        const status = await daemon.get("packages.status", "/v1/packages/status");
        return status.installed === count ? true : undefined;
      });
    await installed(2);
    const [folder, old] = [`${host.root}/var/lib/dpkg`, `${host.root}/var/lib/dpkg.old`];
    Deno.renameSync(folder, old);
    host.write("/var/lib/dpkg/status", statusText([{ name: "put-back" }]));
    await installed(1);
    host.write("/var/lib/dpkg/status", statusText([{ name: "a" }, { name: "b" }, { name: "c" }]));
    await installed(3);
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
});

Deno.test("figures for shell prompts lie beside the sockets, follow changes, and are gone with the daemon", async () => {
  using host = hostWithPackages();
  host.write("/run/reboot-required", "");
  const dir = daemonDir();
  const path = glancePath(`${dir}/run`);
  try {
    await using daemon = await startDaemon(indexing(dir, host.root));
    const first = await waitFor("the figures", () => Promise.resolve(readGlance(path) ?? undefined));
    const { made_at, ...figures } = first;
    assert.ok(Math.abs(Date.now() - Date.parse(made_at)) < 60_000);
    assert.deepEqual(figures, {
      stale_since: null,
      packages: 2,
      explicit: 1,
      orphans: 1,
      updates: 1,
      security_updates: 0,
      broken: 2, // dpkg's lists of their files are not there
      vulnerabilities: null,
      fixable: null,
      reboot_required: true,
    });
    assert.equal((Deno.statSync(path).mode ?? 0) & 0o777, 0o644);
    assert.deepEqual(await cortex({ dir }, ["prompt"]), {
      exit: 0,
      out: "1 update, 2 broken, reboot\n",
      err: "",
    });
    host.write("/var/lib/dpkg/status", statusText([{ name: "brand-new" }]));
    await waitFor("the changed figures", () => {
      const { packages, updates } = readGlance(path) ?? first;
      return Promise.resolve(packages === 1 && updates === 0 ? true : undefined);
    });
    await daemon.stop();
    assert.equal(readGlance(path), null);
    assert.deepEqual(await cortex({ dir }, ["prompt"]), { exit: 0, out: "", err: "" });
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
});

Deno.test("an index that is damaged within is noticed by whoever reads it, built anew, and answers then", async () => {
  using host = hostWithPackages();
  const dir = daemonDir();
  const options = indexing(dir, host.root);
  const path = `${indexFolder(`${dir}/state`)}/index`;
  let daemon = await startDaemon(options);
  const packages = async () => {
    const response = await daemon.fetch("/v1/packages/count");
    const { total } = await response.json();
    return response.ok ? total as number : undefined;
  };
  /** Starts anew on an index of which one byte, so far from its end, is another one. */
  const restartOn = async (from_end: number) => {
    await daemon.stop();
    const bytes = Deno.readFileSync(path);
    Deno.writeFileSync(path, bytes.map((byte, at) => at === bytes.length - from_end ? byte ^ 1 : byte));
    daemon = await startDaemon(options);
    assert.equal(await waitFor("the index of before", packages), 3);
  };
  try {
    assert.equal(await waitFor("the index", packages), 3);
    await restartOn(Deno.statSync(path).size >> 1);
    assert.equal((await daemon.get("packages.search", "/v1/packages?q=vim")).total, 2);
    assert.match(daemon.output(), /The index of packages is built anew.*the checksum of its columns/);
    await restartOn(3);
    for (const name of ["vim", "neovim", "libc6"]) {
      assert.equal((await daemon.get("packages.info", `/v1/packages/${name}`)).name, name);
    }
    assert.match(daemon.output(), /The index of packages is built anew.*the checksum of a record/);
  } finally {
    await daemon.stop();
    Deno.removeSync(dir, { recursive: true });
  }
});

Deno.test("of a host without a package manager it is said that nothing is known, not that nothing is wrong", async () => {
  const dir = daemonDir();
  try {
    await using daemon = await startDaemon(indexing(dir, recordedHost(dir)));
    const answerOf = async (path: string) => {
      const body = await (await daemon.fetch(path)).json();
      return body.error?.code === "NOT_READY" ? undefined : body.error;
    };
    for (const path of ["conflicts", "updates", "explicit", "bash"]) {
      const { code, message } = await waitFor(path, () => answerOf(`/v1/packages/${path}`));
      assert.equal(code, "UNAVAILABLE");
      assert.match(message, /this host has neither dpkg's nor pacman's database/);
    }
    const { sources, total, installed } = await daemon.get("packages.status", "/v1/packages/status");
    assert.deepEqual([sources, total, installed], [[], null, null]);
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
});

Deno.test("with the inventory off nothing is read, and a search says how to turn it on", async () => {
  const dir = daemonDir();
  try {
    await using daemon = await startDaemon({ dir, args: ["--host-root", recordedHost(dir)] });
    const response = await daemon.fetch("/v1/packages?q=vim");
    assert.equal(response.status, 503);
    assert.match(await response.text(), /set inventory\.enabled/);
    const { built_at, total, updates } = await daemon.get("packages.status", "/v1/packages/status");
    assert.deepEqual([built_at, total, updates], [null, null, null]);
    const { subsystems } = await daemon.get("daemon.status", "/v1/status");
    assert.equal(subsystems.find(({ name }) => name === "inventory")?.state, "off");
    const { items } = await daemon.get("daemon.permissions", "/v1/permissions");
    assert.equal(items.find(({ row }) => row === "inventory"), undefined);
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
});
