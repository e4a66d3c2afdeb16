import assert from "node:assert/strict";
import { CortexError } from "../../../src/contract/mod.ts";
import type { Heap } from "../../../src/core/heap.ts";
import { type LinkHandlers, serveLink } from "../../../src/core/serve_link.ts";
import { type LinkOptions, openLink, type WorkerEnd } from "../../../src/core/worker_link.ts";
import type { LinkProtocol } from "../../../src/core/worker_protocol.ts";
import { fakeTime, portPair, settle } from "./_ports.ts";

interface Arithmetic extends LinkProtocol {
  readonly calls: {
    readonly add: { readonly input: readonly number[]; readonly output: number };
    readonly wait: { readonly input: null; readonly output: null };
    readonly refuse: { readonly input: null; readonly output: null };
    readonly crash: { readonly input: null; readonly output: null };
  };
  readonly events: { readonly sum: number };
}

const unending = () => new Promise<null>(() => {});

/** A link whose worker adds numbers, with what its main side was told. */
async function arithmetic(
  options: Partial<LinkOptions<Arithmetic>> = {},
  more: Partial<LinkHandlers<Arithmetic>> = {},
  heap: Heap = { bytes: 1, limit_bytes: null },
) {
  const pair = portPair();
  const time = fakeTime();
  const events: unknown[] = [];
  const ends: Error[] = [];
  const hows: WorkerEnd[] = [];
  const opening = openLink<Arithmetic>({
    name: "adder",
    spawn: () => pair.port,
    onEvent: (name, data) => events.push([name, data]),
    onEnd: (reason, how) => {
      ends.push(reason);
      hows.push(how);
    },
    heartbeat_ms: 5000,
    clock: time.clock,
    sleep: time.sleep,
    ...options,
  });
  serveLink<Arithmetic>(
    (emit) => ({
      add(numbers) {
        const sum = numbers.reduce((a, b) => a + b, 0);
        emit("sum", sum);
        return sum;
      },
      wait: unending,
      refuse: () => Promise.reject(new CortexError("NOT_FOUND", "Cannot find it", { details: { id: 7 } })),
      crash: () => Promise.reject(new TypeError("bad state")),
      ...more,
    }),
    pair.scope,
    () => Promise.resolve(heap),
  );
  return { link: await opening, events, ends, hows, time, ...pair };
}

const withCode = (code: string) => (error: unknown) => error instanceof CortexError && error.code === code;

Deno.test("calls are answered and events arrive", async () => {
  const { link, events } = await arithmetic();
  assert.equal(await link.call("add", [1, 2, 3]), 6);
  assert.deepEqual(await Promise.all([link.call("add", [1]), link.call("add", [2])]), [1, 2]);
  assert.deepEqual(events, [["sum", 6], ["sum", 1], ["sum", 2]]);
});

Deno.test("every message is one string", async () => {
  const { link, sent } = await arithmetic();
  await link.call("add", [1]);
  assert.deepEqual(sent.map((message) => JSON.parse(message)), [
    { type: "call", id: 1, name: "add", input: [1] },
  ]);
});

Deno.test("an error the handler means for the caller keeps its code; any other does not pretend to have one", async () => {
  const { link } = await arithmetic();
  await assert.rejects(link.call("refuse", null), (error: unknown) => {
    assert.ok(error instanceof CortexError);
    assert.deepEqual([error.code, error.message, error.details], ["NOT_FOUND", "Cannot find it", { id: 7 }]);
    return true;
  });
  await assert.rejects(link.call("crash", null), (error: unknown) => {
    assert.ok(error instanceof Error && !(error instanceof CortexError));
    assert.equal(error.message, 'The worker "adder" failed: bad state');
    return true;
  });
});

Deno.test("whoever no longer waits cancels the call inside the worker", async () => {
  const seen: AbortSignal[] = [];
  const { link } = await arithmetic({}, {
    wait: (_, signal) => {
      seen.push(signal);
      return unending();
    },
  });
  const controller = new AbortController();
  const cancelled = link.call("wait", null, { signal: controller.signal });
  await settle();
  controller.abort();
  await assert.rejects(cancelled, withCode("CANCELLED"));
  await assert.rejects(link.call("wait", null, { timeout_ms: 1 }), withCode("TIMEOUT"));
  await settle();
  assert.deepEqual(seen.map((signal) => signal.aborted), [true, true]);
  await assert.rejects(link.call("add", [1], { signal: controller.signal }), withCode("CANCELLED"));
});

Deno.test("an answered call leaves nothing to cancel", async () => {
  const { link, sent } = await arithmetic();
  const controller = new AbortController();
  await link.call("add", [1], { signal: controller.signal });
  controller.abort();
  await settle();
  assert.equal(sent.length, 1);
});

Deno.test("heartbeats tell that the worker lives and how much memory it has", async () => {
  const { link, time, ends } = await arithmetic();
  const opened_at = link.heartbeatAt();
  assert.equal(link.heapBytes(), null);
  await time.pass(25_000);
  assert.equal(link.heartbeatAt(), opened_at + 25_000);
  assert.equal(link.heapBytes(), 1);
  assert.deepEqual(ends, []);
});

Deno.test("a worker that answers no heartbeat is ended, and who waits for it is told", async () => {
  const { link, time, ends, scope, terminated } = await arithmetic();
  const waiting = link.call("wait", null, { timeout_ms: 600_000 });
  waiting.catch(() => {});
  await settle();
  scope.onmessage = null; // it loops
  await time.pass(15_000);
  assert.equal(ends.length, 0);
  await time.pass(5000);
  assert.deepEqual(ends.map((reason) => reason.message), [
    'Cannot use the worker "adder": 3 heartbeats without an answer',
  ]);
  assert.equal(terminated(), true);
  await assert.rejects(waiting, withCode("UNAVAILABLE"));
  await assert.rejects(link.call("add", [1]), withCode("UNAVAILABLE"));
  assert.deepEqual(time.waits(), []);
});

Deno.test("a worker that grows is ended at 80 % of what V8 gives it", async () => {
  for (
    const [bytes, limit_bytes, ended] of [[79, 100, false], [80, 100, true], [1e12, null, false]] as const
  ) {
    const { time, ends, terminated, link } = await arithmetic({}, {}, { bytes, limit_bytes });
    await time.pass(5000);
    assert.equal(link.heapBytes(), bytes);
    assert.equal(terminated(), ended);
    const said = 'Cannot use the worker "adder": its heap grew to 80 bytes, it may have 100';
    assert.deepEqual(ends.map((reason) => reason.message), ended ? [said] : []);
  }
});

Deno.test("a worker that closes itself says so before, and is no hang", async () => {
  for (const close of ["close", "unload"]) {
    const { scope, ends, hows } = await arithmetic();
    if (close === "close") scope.close();
    else scope.dispatchEvent(new Event("unload"));
    await settle();
    assert.deepEqual(ends.map((reason) => reason.message), [
      'Cannot use the worker "adder": it closed itself',
    ]);
    assert.deepEqual(hows, ["fault"]);
  }
});

Deno.test("a worker is dismissed when it has shown that it lives, or by its silence", async () => {
  const living = await arithmetic();
  const dismissed = living.link.dismiss();
  assert.equal(living.terminated(), false);
  await dismissed;
  assert.deepEqual([living.terminated(), living.ends], [true, []]);

  const hanging = await arithmetic();
  hanging.scope.onmessage = null;
  const ended = hanging.link.dismiss();
  await hanging.time.pass(20_000);
  await ended;
  assert.deepEqual([hanging.terminated(), hanging.hows], [true, ["silence"]]);
});

Deno.test("an exception nobody caught ends the worker once, and the runtime does not print it", async () => {
  const { link, scope, ends } = await arithmetic();
  const thrown = new ErrorEvent("error", { error: new TypeError("x is not a function"), cancelable: true });
  scope.dispatchEvent(thrown);
  const rejected = new PromiseRejectionEvent("unhandledrejection", {
    promise: unending(),
    reason: "again",
    cancelable: true,
  });
  scope.dispatchEvent(rejected);
  assert.deepEqual([thrown.defaultPrevented, rejected.defaultPrevented], [true, true]);
  await settle();
  assert.deepEqual(ends.map((reason) => reason.message), [
    'Cannot use the worker "adder": x is not a function',
  ]);
  await assert.rejects(link.call("add", [1]), withCode("UNAVAILABLE"));
});

Deno.test("a worker that never gets ready is ended, and so is one that fails on its way", async () => {
  for (const fails of [false, true]) {
    const pair = portPair();
    const ends: Error[] = [];
    const opening = openLink({
      name: "mute",
      spawn: () => pair.port,
      onEnd: (reason) => ends.push(reason),
      ready_timeout_ms: 1,
    });
    const event = new ErrorEvent("error", { message: "no such module", cancelable: true });
    if (fails) pair.port.onerror?.(event);
    await assert.rejects(opening, withCode("UNAVAILABLE"));
    assert.equal(event.defaultPrevented, fails, "else it would end the main thread");
    assert.equal(pair.terminated(), true);
    assert.deepEqual(ends, [], "whoever opens it is told by the rejection alone");
  }
});

Deno.test("ending a worker fails what is still waited for and is no failure itself", async () => {
  const { link, ends, terminated, time } = await arithmetic();
  const waiting = link.call("wait", null);
  waiting.catch(() => {});
  await settle();
  link.terminate();
  await assert.rejects(waiting, withCode("UNAVAILABLE"));
  assert.deepEqual([ends, terminated(), time.waits()], [[], true, []]);
});
