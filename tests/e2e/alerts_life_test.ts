import assert from "node:assert/strict";
import type { Alert } from "../../src/contract/mod.ts";
import { type Daemon, daemonDir, startDaemon, waitFor } from "./_daemon.ts";

/** Fast scans and a CPU rule that needs seconds, not minutes; nothing else differs from a plain start. */
const env = {
  CORTEX__MONITOR__INTERVAL_SECONDS: "1",
  CORTEX__ALERTS__RECOVER_SECONDS: "2",
  CORTEX__ALERTS__RULES__CPU__WARNING: "92",
  CORTEX__ALERTS__RULES__CPU__HYSTERESIS: "1",
  CORTEX__ALERTS__RULES__CPU__CRITICAL: "100.5",
  CORTEX__ALERTS__RULES__CPU__FOR_SECONDS: "2",
};

/** Processes that keep every core busy, under a name that cannot be missed. */
function burnCpu(dir: string): Disposable {
  const program = `${dir}/cortex_burner`;
  Deno.symlinkSync("/bin/sh", program);
  const children = Array.from(
    { length: navigator.hardwareConcurrency + 1 },
    () => new Deno.Command(program, { args: ["-c", "while :; do :; done"], stdin: "null" }).spawn(),
  );
  return {
    [Symbol.dispose]: () => {
      for (const child of children) child.kill("SIGKILL");
    },
  };
}

async function cpuAlert(daemon: Daemon): Promise<Alert | undefined> {
  const { items } = await daemon.get("alerts.list", "/v1/alerts?category=cpu&limit=500");
  const found = items.filter((alert) => alert.rule === "cpu");
  assert(found.length <= 1, "one episode is one alert");
  return found[0];
}

Deno.test("a process that burns CPU raises an alert that names it, survives kill -9 as the same one, and resolves", async () => {
  const dir = daemonDir();
  let id: string;
  {
    using _burning = burnCpu(dir);
    await using daemon = await startDaemon({ dir, env });
    // Where others are as busy, it is not always among the first.
    const raised = await waitFor("a CPU alert that names the process", async () => {
      const alert = await cpuAlert(daemon);
      return alert?.description.includes("cortex_burner") ? alert : undefined;
    }, { seconds: 60 });
    assert.equal(raised.status, "active");
    id = raised.id;
    const acknowledged = await daemon.post("alerts.acknowledge", `/v1/alerts/${id}/acknowledge`);
    assert.equal(acknowledged.status, "acknowledged");
    await daemon.stop("SIGKILL");

    await using again = await startDaemon({ dir, env });
    const kept = await cpuAlert(again);
    assert.equal(kept?.id, id);
    assert.equal(kept?.status, "acknowledged", "what was acknowledged is not lost");
    await again.stop("SIGKILL");
  }
  await using last = await startDaemon({ dir, env });
  const resolved = await waitFor("the recovery", async () => {
    const alert = await cpuAlert(last);
    return alert?.status === "resolved" ? alert : undefined;
  }, { seconds: 180 });
  assert.equal(resolved.id, id);
  assert.notEqual(resolved.resolved_at, null);
  await last.stop();
  Deno.removeSync(dir, { recursive: true });
});
