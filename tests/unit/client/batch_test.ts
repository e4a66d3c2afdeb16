import assert from "node:assert/strict";
import { batchOf } from "../../../src/client/batch.ts";
import { CortexError } from "../../../src/contract/wire.ts";

Deno.test("a batch has the outcome of each call, typed by its operation", async () => {
  const asked: unknown[] = [];
  const batch = batchOf((name, input) => {
    asked.push([name, input]);
    return Promise.resolve({
      results: [
        { ok: { pong: true } },
        { error: { code: "ALERT_NOT_FOUND", message: "Cannot find it", request_id: "r-1" } },
        { error: { code: "OF_A_NEWER_ONE", message: "Cannot say" } },
      ],
    });
  });
  const calls = [
    { name: "daemon.ping" },
    { name: "alerts.get", input: { id: "00000000-0000-4000-8000-000000000001" } },
    { name: "events.list", input: { types: ["alert"] } },
  ] as const;
  const [ping, alert, events] = await batch([
    { name: "daemon.ping" },
    { name: "alerts.get", input: { id: "00000000-0000-4000-8000-000000000001" } },
    { name: "events.list", input: { types: ["alert"] } },
  ]);
  assert.deepEqual(asked, [["batch", { calls: [...calls] }]]);
  assert("ok" in ping);
  const pong: true = ping.ok.pong;
  assert.equal(pong, true);
  assert("error" in alert && alert.error instanceof CortexError);
  assert.deepEqual([alert.error.code, alert.error.request_id], ["ALERT_NOT_FOUND", "r-1"]);
  assert("error" in events);
  assert.equal(events.error.code, "BAD_REPLY");
});
