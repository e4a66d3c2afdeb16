import assert from "node:assert/strict";
import type { Alert } from "../../src/contract/mod.ts";
import { type Daemon, daemonDir, startDaemon, waitFor } from "../e2e/_daemon.ts";

const env = { CORTEX__MONITOR__INTERVAL_SECONDS: "1", CORTEX__ALERTS__RECOVER_SECONDS: "2" };

function run(command: string, ...args: string[]): void {
  const out = new Deno.Command(command, { args }).outputSync();
  assert.equal(out.code, 0, new TextDecoder().decode(out.stderr));
}

/** A small file system of its own, gone with the block. */
function mountTmpfs(path: string): Disposable {
  Deno.mkdirSync(path);
  run("mount", "-t", "tmpfs", "-o", "size=8m", "cortex-test", path);
  return { [Symbol.dispose]: () => run("umount", path) };
}

async function diskAlert(daemon: Daemon, subject: string): Promise<Alert | undefined> {
  const { items } = await daemon.get(
    "alerts.list",
    `/v1/alerts?category=disk&subject=${encodeURIComponent(subject)}`,
  );
  const found = items.filter((alert) => alert.rule === "disk");
  assert(found.length <= 1, "one episode is one alert");
  return found[0];
}

Deno.test("a file system mounted later and filled raises an alert of the same id across kill -9, and it resolves", async () => {
  const dir = daemonDir();
  const mount = `${dir}/data dir`;
  let daemon = await startDaemon({ dir, env });
  try {
    using _mounted = mountTmpfs(mount);
    Deno.writeFileSync(`${mount}/filling`, new Uint8Array(7.7 * 1024 * 1024));
    const raised = await waitFor("the disk alert", () => diskAlert(daemon, mount), { seconds: 30 });
    assert.equal(raised.severity, "critical");
    assert(raised.message.includes(mount), raised.message);
    const health = await daemon.get("health.get", "/v1/health");
    assert(health.disks.some((disk) => disk.mount_point === mount));

    await daemon.stop("SIGKILL");
    daemon = await startDaemon({ dir, env });
    assert.equal((await diskAlert(daemon, mount))?.id, raised.id);

    Deno.removeSync(`${mount}/filling`);
    const resolved = await waitFor("the recovery", async () => {
      const alert = await diskAlert(daemon, mount);
      return alert?.status === "resolved" ? alert : undefined;
    }, { seconds: 30 });
    assert.equal(resolved.id, raised.id);
    assert.equal(await daemon.stop(), 0);
  } finally {
    await daemon[Symbol.asyncDispose]();
    Deno.removeSync(dir, { recursive: true });
  }
});
