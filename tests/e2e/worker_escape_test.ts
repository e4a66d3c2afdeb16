import assert from "node:assert/strict";
import { spawnWorker } from "../../src/core/spawn_worker.ts";
import { openLink } from "../../src/core/worker_link.ts";
import { assistantPermissions } from "../../src/assistant/launch.ts";
import { indexFolder, inventoryPermissions } from "../../src/inventory/launch.ts";
import { findLibc, monitorPermissions } from "../../src/monitor/launch.ts";
import { runtimePlaces, runtimesPermissions } from "../../src/runtimes/launch.ts";
import { HOSTS } from "../unit/core/_host_reader_suite.ts";
import { type EscapeProtocol, tryToEscape } from "./_escape.ts";
import { tinyModel } from "../unit/assistant/_tiny_model.ts";
import { LIBRARY, modelTest } from "./_language_model.ts";
import { packageHost } from "./_inventory.ts";
import { settings } from "./_monitor.ts";

/** A folder with something to steal, and nothing that a worker may touch. */
async function makeFolder() {
  const folder = await Deno.makeTempDir({ dir: "/tmp", prefix: "cortex-escape-" });
  await Deno.writeTextFile(`${folder}/secret`, "secret");
  await Deno.writeTextFile(`${folder}/module.ts`, "");
  return { folder, [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
}

/** What a worker with a prisoner inside answers, after it has done its own work. */
async function escapeFrom(
  worker: string,
  permissions: Deno.PermissionOptionsObject,
  work: {
    readonly name: "start" | "load" | "failed" | "build" | "list" | "wanted" | "auditFolder" | "history";
    readonly input: unknown;
  },
): Promise<Readonly<Record<string, string>>> {
  await using made = await makeFolder();
  const link = await openLink<EscapeProtocol>({
    name: worker,
    spawn: () => spawnWorker(new URL(worker, import.meta.url), worker, permissions),
  });
  try {
    await link.call(work.name, work.input, { timeout_ms: 60_000 });
    const results = await link.call("escape", { libc: findLibc(), folder: made.folder }, {
      timeout_ms: 30_000,
    });
    const left = [...Deno.readDirSync(made.folder)].map((entry) => entry.name).sort();
    assert.deepEqual(left, ["module.ts", "secret"]);
    return results;
  } finally {
    link.terminate();
  }
}

/** Every way was closed by a missing permission, not by something else that happened to go wrong. */
function assertClosed(results: Readonly<Record<string, string>>): void {
  assert.ok(Object.keys(results).length > 25);
  const others = Object.entries(results).filter(([name, result]) =>
    name.startsWith("ask for ") ? result === "open" : result !== "refused"
  );
  assert.deepEqual(others, []);
}

Deno.test("nothing leads out of the monitor's worker, which reads the host through libc", async () => {
  const input = settings();
  assertClosed(
    await escapeFrom("./_monitor_escape_worker.ts", monitorPermissions(input), { name: "start", input }),
  );
});

Deno.test("nothing leads out of the monitor's worker, which reads a host of files", async () => {
  const input = settings({ host_root: `${HOSTS}debian-12-systemd` });
  assertClosed(
    await escapeFrom("./_monitor_escape_worker.ts", monitorPermissions(input), { name: "start", input }),
  );
});

Deno.test("nothing leads out of the services worker but its one program", async () => {
  const systemctl = "/bin/echo";
  const input = { systemctl, timeout_ms: 5000 };
  assertClosed(
    await escapeFrom("./_services_escape_worker.ts", { run: [systemctl] }, { name: "failed", input }),
  );
});

Deno.test("nothing leads out of the inventory's worker, which reads packages and writes one folder", async () => {
  using host = packageHost();
  const { root, state_dir, socket_dir } = host;
  const folder = indexFolder(state_dir);
  for (const host_root of [root, ""]) {
    const input = { root: host_root || "/", paths: [`${folder}/index`] };
    assertClosed(
      await escapeFrom(
        "./_inventory_escape_worker.ts",
        inventoryPermissions({ host_root, state_dir, socket_dir }),
        {
          name: "build",
          input,
        },
      ),
    );
    assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["index"]);
  }
});

Deno.test("nothing leads out of the inventory's worker, which reads this host's logs of packages", async () => {
  using host = packageHost();
  const { state_dir, socket_dir } = host;
  const permissions = inventoryPermissions({ host_root: "", state_dir, socket_dir });
  const logs = permissions.read.filter((path) => path.startsWith("/var/log"));
  assert.deepEqual(logs.filter((path) => !/\/(dpkg|pacman|apt\/history)\.log(\.1(\.gz)?)?$/.test(path)), []);
  const input = { root: "/", query: { name: null, since_ms: 0, limit: 1 } };
  assertClosed(
    await escapeFrom("./_inventory_escape_worker.ts", permissions, { name: "history", input }),
  );
});

Deno.test("nothing leads out of the worker that audits a folder by a feed", async () => {
  using host = packageHost();
  const feed = `${host.state_dir}/feed.json`;
  Deno.writeTextFileSync(feed, '{"vim": {"CVE-1": {"releases": {"bookworm": {"status": "open"}}}}}');
  const input = { root: host.root, feed, suite: "bookworm" };
  const permissions = { read: [host.root, feed] };
  assertClosed(
    await escapeFrom("./_inventory_escape_worker.ts", permissions, { name: "auditFolder", input }),
  );
});

Deno.test("nothing leads out of the runtimes worker but the programs it asks", async () => {
  const places = runtimePlaces(null);
  const { read, run } = runtimesPermissions(places);
  const permissions = { read: [...read], run: [...run] };
  const input = { places, timeout_ms: 5_000 };
  assertClosed(await escapeFrom("./_runtimes_escape_worker.ts", permissions, { name: "list", input }));
});

modelTest("nothing leads out of the worker that runs a language model by way of Deno", async () => {
  const dir = Deno.makeTempDirSync({ dir: "/tmp", prefix: "cortex-model-" });
  try {
    const model_path = `${dir}/tiny.gguf`;
    Deno.writeFileSync(model_path, tinyModel());
    const library_dir = LIBRARY ?? "";
    const permissions = assistantPermissions({ library_dir, models_dir: `${dir}/models`, model_path });
    const input = { library_dir, model_path, name: "tiny", context_tokens: 512, threads: 1, use_mmap: true };
    assertClosed(await escapeFrom("./_model_escape_worker.ts", permissions, { name: "load", input }));
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
});

Deno.test("nothing leads out of the worker that reads a project's version files", async () => {
  await using made = await makeFolder();
  const permissions = { read: [made.folder] };
  const input = { folder: made.folder };
  assertClosed(await escapeFrom("./_wanted_escape_worker.ts", permissions, { name: "wanted", input }));
});

Deno.test("the ways out are real: most of them are open to this test", async () => {
  await using made = await makeFolder();
  const results = await tryToEscape({ libc: findLibc(), folder: made.folder });
  const open = Object.entries(results).filter(([, result]) => result === "open").map(([name]) => name);
  for (
    const name of [
      "listen on TCP",
      "listen on a Unix socket",
      "run a program",
      "run a program by node:child_process",
      "write a file",
      "read a file outside",
      "read by node:fs",
      "list a folder outside",
      "read the environment",
      "bind libc once more",
    ]
  ) assert.ok(open.includes(name), `${name}: ${results[name]}`);
  for (const [name, result] of Object.entries(results)) {
    assert.notEqual(result, "refused", `${name} needs a permission the tests do not have`);
  }
});
