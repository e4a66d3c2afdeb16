import assert from "node:assert/strict";
import { CortexError, type ErrorCode, OPERATIONS, type OutputOf } from "../../../src/contract/mod.ts";
import {
  createDispatcher,
  type DispatcherLimits,
  type DispatcherOptions,
  type OperationHooks,
  type Parts,
} from "../../../src/operations/mod.ts";
import { callContext } from "./call_context.ts";
import { uuid } from "./memory_alerts.ts";
import { memoryParts } from "./memory_parts.ts";
import { HEALTH } from "./sample_health.ts";
import { sampleInput } from "./sample_input.ts";

const LIMITS: DispatcherLimits = { max_running: 2, max_waiting: 1, operation_timeout_ms: 30_000 };

/** A dispatcher whose health answers when told, on a clock that is set by hand. */
function setup(
  parts: Partial<Parts> = {},
  limits: Partial<DispatcherLimits> = {},
  hooks: Partial<DispatcherOptions> = {},
) {
  let now = 0;
  const asked: PromiseWithResolvers<OutputOf<"health.get">>[] = [];
  const signals: AbortSignal[] = [];
  const slow: Parts["health"] = {
    get: ({ signal }) => {
      const answer = Promise.withResolvers<OutputOf<"health.get">>();
      asked.push(answer);
      signals.push(signal);
      return answer.promise;
    },
  };
  const dispatcher = createDispatcher({
    parts: { ...memoryParts(), health: slow, ...parts },
    limits: () => ({ ...LIMITS, ...limits }),
    clock: { wall: () => now, steady: () => now },
    ...hooks,
  });
  return { dispatcher, asked, signals, setClock: (ms: number) => now = ms };
}

const withCode = (code: ErrorCode) => (error: unknown) =>
  error instanceof CortexError && (assert.equal(error.code, code), true);

Deno.test("every operation answers what its contract says", async () => {
  for (const { name, output } of OPERATIONS) {
    const { dispatcher } = setup({ health: memoryParts().health });
    output().parse(await dispatcher.call(name, dispatcher.parse(name, sampleInput(name)), callContext()));
    // A batch counts, and so does the call in it.
    const total = name === "batch" ? 2 : 1;
    assert.deepEqual(dispatcher.stats(), { total, failed: 0, running: 0, waiting: 0 }, name);
  }
});

Deno.test("what can answer at once does, without a promise", () => {
  const { dispatcher } = setup();
  assert.deepEqual(dispatcher.call("daemon.ping", {}, callContext()), { pong: true });
  assert.deepEqual(dispatcher.stats(), { total: 1, failed: 0, running: 0, waiting: 0 });
});

Deno.test("an operation over its time ends with TIMEOUT and its signal aborts", async () => {
  const { dispatcher, signals, setClock } = setup();
  const answer = dispatcher.call("health.get", {}, callContext());
  assert.deepEqual(dispatcher.stats(), { total: 1, failed: 0, running: 1, waiting: 0 });
  setClock(30_001);
  await assert.rejects(async () => await answer, withCode("TIMEOUT"));
  assert.equal(signals[0]?.aborted, true);
  assert.deepEqual(dispatcher.stats(), { total: 1, failed: 1, running: 0, waiting: 0 });
});

Deno.test("a client that leaves cancels its operation", async () => {
  const { dispatcher, signals } = setup();
  const client = new AbortController();
  const answer = dispatcher.call("health.get", {}, callContext({ signal: client.signal }));
  client.abort();
  await assert.rejects(async () => await answer, withCode("CANCELLED"));
  assert.equal(signals[0]?.aborted, true);
  assert.equal(dispatcher.stats().running, 0);
});

Deno.test("more than may run wait their turn, more than may wait are told BUSY at once", async () => {
  const { dispatcher, asked } = setup();
  const first = [1, 2].map(() => dispatcher.call("health.get", {}, callContext()));
  const third = dispatcher.call("health.get", {}, callContext());
  assert.deepEqual(dispatcher.stats(), { total: 3, failed: 0, running: 2, waiting: 1 });
  assert.throws(() => dispatcher.call("health.get", {}, callContext()), (error: unknown) => {
    assert(error instanceof CortexError);
    assert.deepEqual([error.code, error.retry_after_seconds], ["BUSY", 1]);
    return true;
  });
  assert.deepEqual(dispatcher.call("daemon.ping", {}, callContext()), { pong: true });
  for (const { resolve } of asked) resolve(HEALTH);
  assert.deepEqual(await Promise.all(first), [HEALTH, HEALTH]);
  await Promise.resolve();
  asked[2]?.resolve(HEALTH);
  assert.equal(await third, HEALTH);
  assert.deepEqual(dispatcher.stats(), { total: 5, failed: 1, running: 0, waiting: 0 });
});

Deno.test("waiting counts towards an operation's time, and it does not run after that", async () => {
  const { dispatcher, asked, setClock } = setup({}, { max_running: 1 });
  const runs = dispatcher.call("health.get", {}, callContext());
  const waits = dispatcher.call("health.get", {}, callContext());
  setClock(30_001);
  await assert.rejects(async () => await waits, withCode("TIMEOUT"));
  await assert.rejects(async () => await runs, withCode("TIMEOUT"));
  assert.equal(asked.length, 1);
  assert.deepEqual([dispatcher.stats().running, dispatcher.stats().waiting], [0, 0]);
});

Deno.test("a fault of ours becomes INTERNAL without its text", async () => {
  const { dispatcher } = setup({
    health: { get: () => Promise.reject(new TypeError("secret of the cook")) },
    services: {
      failed: () => {
        throw new CortexError("ALERT_NOT_FOUND", "not among what services.failed declares");
      },
    },
  });
  await assert.rejects(
    async () => await dispatcher.call("health.get", {}, callContext()),
    (error: unknown) => {
      assert(error instanceof CortexError);
      assert.equal(error.code, "INTERNAL");
      assert.doesNotMatch(error.message, /secret/);
      return true;
    },
  );
  assert.throws(() => dispatcher.call("services.failed", {}, callContext()), withCode("INTERNAL"));
  assert.equal(dispatcher.stats().failed, 2);
});

Deno.test("a declared failure is passed on as it is", () => {
  const { dispatcher } = setup();
  assert.throws(
    () => dispatcher.call("alerts.get", { id: uuid(9) }, callContext()),
    withCode("ALERT_NOT_FOUND"),
  );
});

Deno.test("a client of the read socket changes nothing", () => {
  let ended = false;
  const { dispatcher } = setup({ daemon: memoryParts({ onShutdown: () => ended = true }).daemon });
  const reader = callContext({ scope: "read", transport: "read" });
  assert.throws(() => dispatcher.call("daemon.shutdown", {}, reader), withCode("PERMISSION_DENIED"));
  assert.equal(ended, false);
  assert.deepEqual(dispatcher.call("daemon.ping", {}, reader), { pong: true });
});

Deno.test("draining takes nothing new, sends the line away and waits for what runs", async () => {
  const { dispatcher, asked } = setup({}, { max_running: 1 });
  const runs = dispatcher.call("health.get", {}, callContext());
  const waits = dispatcher.call("health.get", {}, callContext());
  const drained = dispatcher.drain(60_000);
  await assert.rejects(async () => await waits, withCode("SHUTTING_DOWN"));
  assert.throws(() => dispatcher.call("daemon.ping", {}, callContext()), withCode("SHUTTING_DOWN"));
  asked[0]?.resolve(HEALTH);
  assert.equal(await runs, HEALTH);
  await drained;
});

Deno.test("draining without patience cancels what runs", async () => {
  const { dispatcher, signals } = setup();
  const runs = dispatcher.call("health.get", {}, callContext());
  const drained = dispatcher.drain(0);
  await assert.rejects(async () => await runs, withCode("SHUTTING_DOWN"));
  await drained;
  assert.equal(signals[0]?.aborted, true);
});

Deno.test("a status is given again for a moment, then taken anew", () => {
  const { dispatcher, setClock } = setup();
  const first = dispatcher.call("daemon.status", {}, callContext());
  assert.equal(dispatcher.call("daemon.status", {}, callContext()), first);
  setClock(5);
  const second = dispatcher.call("daemon.status", {}, callContext()) as OutputOf<"daemon.status">;
  assert.notEqual(second, first);
  assert.equal(second.requests.total, 3);
});

Deno.test("hooks are told of each operation: when it starts, how it ends and how long it took", async () => {
  const told: unknown[][] = [];
  const hooks: OperationHooks = {
    started: (...call) => told.push(["started", ...call]),
    finished: (...call) => told.push(["finished", ...call]),
    failed: (...call) => told.push(["failed", ...call]),
    replied: (...call) => told.push(["replied", ...call]),
  };
  const { dispatcher, asked, setClock } = setup({}, {}, { hooks });
  dispatcher.call("daemon.ping", {}, callContext({ transport: "raw" }));
  const health = dispatcher.call("health.get", {}, callContext());
  setClock(7);
  asked[0]?.resolve(HEALTH);
  await health;
  const late = dispatcher.call("health.get", {}, callContext());
  setClock(30_008);
  await assert.rejects(async () => await late, withCode("TIMEOUT"));
  assert.throws(
    () => dispatcher.call("daemon.shutdown", {}, callContext({ transport: "read", scope: "read" })),
    withCode("PERMISSION_DENIED"),
  );
  const ping = dispatcher.parse("batch", { calls: [{ name: "daemon.ping" }] });
  await dispatcher.call("batch", ping, callContext());
  dispatcher.replied("batch", "http", 40, 60);
  assert.deepEqual(told, [
    ["started", "daemon.ping", "raw"],
    ["finished", "daemon.ping", "raw", 0],
    ["started", "health.get", "http"],
    ["finished", "health.get", "http", 7],
    ["started", "health.get", "http"],
    ["failed", "health.get", "http", 30_001, "TIMEOUT"],
    ["started", "daemon.shutdown", "read"],
    ["failed", "daemon.shutdown", "read", 0, "PERMISSION_DENIED"],
    ["started", "batch", "http"],
    ["started", "daemon.ping", "http"],
    ["finished", "daemon.ping", "http", 0],
    ["finished", "batch", "http", 0],
    ["replied", "batch", "http", 40, 60],
  ]);
});
