import assert from "node:assert/strict";
import { BATCH_BYTES, type BatchResult, MAX_REPLY_BYTES, type OutputOf } from "../../../src/contract/mod.ts";
import { type CallContext, createDispatcher, type Parts } from "../../../src/operations/mod.ts";
import { callContext } from "./call_context.ts";
import { uuid } from "./memory_alerts.ts";
import { memoryParts } from "./memory_parts.ts";

function setup(parts: Partial<Parts> = {}, max_running = 1) {
  return createDispatcher({
    parts: { ...memoryParts(), ...parts },
    limits: () => ({ max_running, max_waiting: 8, operation_timeout_ms: 30_000 }),
    clock: { wall: () => 0, steady: () => 0 },
  });
}

const codes = (results: readonly BatchResult[]) => results.map((one) => "ok" in one ? "ok" : one.error.code);

async function run(dispatcher: ReturnType<typeof setup>, calls: unknown[], more: Partial<CallContext> = {}) {
  return (await dispatcher.call("batch", dispatcher.parse("batch", { calls }), callContext(more))).results;
}

Deno.test("each call has its own result, in order, whatever becomes of the others", async () => {
  const dispatcher = setup();
  const results = await run(dispatcher, [
    { name: "daemon.ping" },
    { name: "alerts.get", input: { id: uuid(9) } },
    { name: "alerts.list", input: { limit: "x" } },
    { name: "nothing.here" },
    { name: "events.stream" },
    { name: "batch", input: { calls: [{ name: "daemon.ping" }] } },
    { name: "alerts.get", input: { id: uuid(1) } },
  ]);
  const [ping, missing] = results;
  assert.deepEqual(codes(results), [
    "ok",
    "ALERT_NOT_FOUND",
    "INVALID_PARAMS",
    "UNKNOWN_OPERATION",
    "UNKNOWN_OPERATION",
    "INVALID_REQUEST",
    "ok",
  ]);
  assert.deepEqual(ping, { ok: { pong: true } });
  assert(missing !== undefined && "error" in missing);
  assert.equal(missing.error.request_id, "r-1");
  const { total, failed } = dispatcher.stats();
  assert.deepEqual([total, failed], [5, 2], "the batch and each operation that it reached");
});

Deno.test("each call is held to the scope of its own operation", async () => {
  const results = await run(setup(), [{ name: "alerts.list" }, { name: "alerts.clear" }], { scope: "read" });
  assert.deepEqual(codes(results), ["ok", "PERMISSION_DENIED"]);
});

Deno.test("batches do not wait for places that batches hold", async () => {
  const dispatcher = setup();
  const calls = Array.from({ length: 100 }, () => ({ name: "health.get" }));
  const all = await Promise.all([1, 2, 3].map(() => run(dispatcher, calls)));
  assert.deepEqual(all.map((results) => results.length), [100, 100, 100]);
  assert.equal(dispatcher.stats().running, 0);
});

Deno.test("none, more than 100, or a form that is none is refused as a whole", () => {
  const dispatcher = setup();
  const calls = Array.from({ length: 101 }, () => ({ name: "daemon.ping" }));
  for (const input of [{}, { calls: [] }, { calls }, { calls: [{ name: 1 }] }, { calls: [{ surplus: 1 }] }]) {
    assert.throws(() => dispatcher.parse("batch", input), { code: "INVALID_PARAMS" });
  }
});

Deno.test("the results together stay below the limit of an answer; what does not fit says so", async () => {
  const items = Array.from({ length: 400 }, (_, number) => ({
    unit: `unit-${number}.service`,
    load: "loaded",
    active: "failed",
    sub: "failed",
    description: "x".repeat(50),
  }));
  const failed: OutputOf<"services.failed"> = { items, available: true, checked_at: null };
  const dispatcher = setup({ services: { failed: () => failed } });
  const calls = Array.from({ length: 99 }, () => ({ name: "services.failed" }));
  const results = await run(dispatcher, [...calls, { name: "daemon.ping" }]);
  const fitting = codes(results).filter((code) => code === "ok").length - 1;
  const bytes = JSON.stringify({ ok: failed }).length;
  assert.equal(fitting, Math.floor(BATCH_BYTES / bytes));
  assert.deepEqual(new Set(codes(results)), new Set(["ok", "REPLY_TOO_LARGE"]));
  assert.equal(codes(results).at(-1), "ok", "a small one still fits");
  assert(JSON.stringify({ results }).length <= MAX_REPLY_BYTES);
});

Deno.test("a batch whose client leaves ends after the call that runs", async () => {
  const asked: PromiseWithResolvers<OutputOf<"health.get">>[] = [];
  const health: Parts["health"] = {
    get: () => {
      const answer = Promise.withResolvers<OutputOf<"health.get">>();
      asked.push(answer);
      return answer.promise;
    },
  };
  const leaving = new AbortController();
  const dispatcher = setup({ health });
  const calls = [{ name: "health.get" }, { name: "health.get" }];
  const running = assert.rejects(run(dispatcher, calls, { signal: leaving.signal }), { code: "CANCELLED" });
  await Promise.resolve();
  leaving.abort();
  await running;
  asked[0]?.resolve(await memoryParts().health.get({ signal: leaving.signal }));
  await new Promise((resolve) => setTimeout(resolve));
  assert.equal(asked.length, 1);
});
