import assert from "node:assert/strict";
import { keepAlerts, keptAlert } from "./_alerts.ts";
import { daemonDir, startDaemon } from "./_daemon.ts";

Deno.test("the daemon starts on a damaged state file, keeps it aside and tells the loss in health, log and an alert", async () => {
  const dir = daemonDir();
  keepAlerts(dir, [keptAlert(1, "active")]);
  Deno.writeTextFileSync(
    `${dir}/state/cortex.db`,
    "this is no database, and it is long enough to be looked at".repeat(99),
  );
  await using daemon = await startDaemon({ dir });
  const health = await daemon.get("health.get", "/v1/health");
  assert.equal(health.store.state, "recovered");
  const aside = [...Deno.readDirSync(`${dir}/state`)].map((entry) => entry.name).filter((name) =>
    name.includes("damaged")
  );
  assert(aside.length > 0);
  assert(aside.some((name) => health.store.message?.includes(name)), health.store.message ?? "no message");
  const { items } = await daemon.get("alerts.list", "/v1/alerts");
  assert(items.some((alert) => alert.rule === "store" && alert.status === "active"));
  assert.match(daemon.output(), /damaged/);
  assert.equal(await daemon.stop(), 0);
  Deno.removeSync(dir, { recursive: true });
});

Deno.test({
  name: "with a state folder that cannot be made the daemon runs and says that it keeps nothing",
  ignore: Deno.uid() === 0, // root may write everywhere
  fn: async () => {
    const dir = daemonDir();
    Deno.mkdirSync(`${dir}/state`, { mode: 0o700 });
    Deno.chmodSync(`${dir}/state`, 0o500);
    await using daemon = await startDaemon({ dir });
    const health = await daemon.get("health.get", "/v1/health");
    assert.equal(health.store.state, "memory");
    assert(["degraded", "critical"].includes(health.status), health.status);
    assert.equal(await daemon.stop(), 0);
    Deno.chmodSync(`${dir}/state`, 0o700);
    Deno.removeSync(dir, { recursive: true });
  },
});
