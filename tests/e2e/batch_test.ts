import assert from "node:assert/strict";
import { connect } from "../../src/client/mod.ts";
import { keepAlerts, keptAlert } from "./_alerts.ts";
import { daemonDir, startDaemon } from "./_daemon.ts";
import { httpClient } from "./_ipc.ts";

Deno.test("a batch over both sockets and the typed client: each call its own result, by its own scope", async () => {
  const dir = daemonDir();
  const alert = keptAlert(1, "active");
  keepAlerts(dir, [alert]);
  {
    await using daemon = await startDaemon({ dir, env: { CORTEX__IPC__READ_SOCKET: "true" } });
    await using client = await connect({ socket: daemon.http_socket });
    const [shown, missing, acknowledged] = await client.batch([
      { name: "alerts.get", input: { id: alert.id } },
      { name: "alerts.get", input: { id: crypto.randomUUID() } },
      { name: "alerts.acknowledge", input: { id: alert.id } },
    ]);
    assert("ok" in shown && "error" in missing && "ok" in acknowledged);
    assert.deepEqual([shown.ok.status, missing.error.code, acknowledged.ok.status], [
      "active",
      "ALERT_NOT_FOUND",
      "acknowledged",
    ]);

    const calls = [{ name: "daemon.ping" }, { name: "alerts.clear" }];
    using reader = httpClient(`${dir}/run/read.sock`);
    const response = await fetch("http://192.0.2.1/v1/batch", {
      client: reader,
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ calls }),
    });
    const { results } = await response.json();
    assert.deepEqual(results[0], { ok: { pong: true } });
    assert.equal(results[1].error.code, "PERMISSION_DENIED");

    const raw = await Deno.connect({ transport: "unix", path: daemon.raw_socket });
    const request = { Action: { method: "action:batch.v1", payload: { calls } } };
    await raw.write(new TextEncoder().encode(`${JSON.stringify(request)}\n`));
    await raw.closeWrite();
    const wire = await new Response(raw.readable).text();
    assert.deepEqual(JSON.parse(wire).Ok.results, [{ ok: { pong: true } }, { ok: { count: 0 } }]);
    assert.equal(await daemon.stop(), 0);
  }
  await Deno.remove(dir, { recursive: true });
});
