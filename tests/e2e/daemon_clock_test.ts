import assert from "node:assert/strict";
import { configSchema } from "../../src/config/mod.ts";
import { openStore } from "../../src/store/mod.ts";
import { keptAlert } from "./_alerts.ts";
import { daemonDir, startDaemon } from "./_daemon.ts";

for (const then of ["1970-01-01T01:00:00.000Z", "2038-01-19T03:14:07.000Z"]) {
  Deno.test(`a state written when the clock stood at ${then}: it is gone on with, and nothing is raised by it`, async () => {
    const dir = daemonDir();
    const alert = { ...keptAlert(1, "active"), raised_at: then, updated_at: then };
    Deno.mkdirSync(`${dir}/state`, { mode: 0o700 });
    {
      const clock = { wall: () => Date.parse(then), steady: () => 1000 };
      using store = openStore({ dir: `${dir}/state`, clock, max_bytes: 1 << 28 });
      store.alerts.save([{ seq: 1, alert }]);
      store.events.append([
        { at: then, type: "test.kept", severity: "info", subject: "", alert_id: alert.id, data: {} },
      ]);
      const recorder = store.history.record(configSchema.parse({}));
      recorder.append(clock.wall(), [{ name: "cpu.usage_percent", subject: "", value: 7 }]);
      recorder.flush();
    }
    await using daemon = await startDaemon({ dir, env: { CORTEX__MONITOR__INTERVAL_SECONDS: "1" } });
    const health = await daemon.get("health.get", "/v1/health");
    assert.equal(health.store.state, "ok");
    for (const { rx_bytes_per_second } of health.network) assert(rx_bytes_per_second >= 0);
    const { items } = await daemon.get("alerts.list", "/v1/alerts");
    assert.deepEqual(items.find((one) => one.id === alert.id), alert);
    assert.deepEqual(items.filter((one) => one.rule === "store" || one.rule === "part"), []);
    const events = await daemon.get("events.list", "/v1/events/list?order=oldest");
    assert.deepEqual(events.items.slice(0, 2).map((event) => event.type), ["test.kept", "daemon.started"]);
    const acknowledged = await daemon.post("alerts.acknowledge", `/v1/alerts/${alert.id}/acknowledge`);
    assert.equal(acknowledged.status, "acknowledged");
    assert.equal(await daemon.stop(), 0);
    Deno.removeSync(dir, { recursive: true });
  });
}
