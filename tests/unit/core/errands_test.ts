import assert from "node:assert/strict";
import { createErrands } from "../../../src/core/errands.ts";
import { serveLink } from "../../../src/core/serve_link.ts";
import type { LinkProtocol } from "../../../src/core/worker_protocol.ts";
import { fakeTime, type PortPair, portPair } from "./_ports.ts";

interface Counting extends LinkProtocol {
  readonly calls: {
    readonly count: { readonly input: null; readonly output: number };
    readonly refuse: { readonly input: null; readonly output: null };
  };
  readonly events: Record<never, never>;
}

/** Errands to workers that count their questions, and all workers that there were; they load while `loads` says so. */
function counting(stay_ms?: number, loads: () => boolean = () => true) {
  const time = fakeTime();
  const workers: PortPair[] = [];
  const errands = createErrands<Counting>({
    name: "counter",
    stay_ms,
    clock: time.clock,
    sleep: time.sleep,
    spawn: () => {
      const pair = portPair();
      workers.push(pair);
      let count = 0;
      if (!loads()) queueMicrotask(() => die(pair, "no such module"));
      else {queueMicrotask(() =>
          serveLink<Counting>(
            () => ({ count: () => ++count, refuse: () => Promise.reject(new Error("it will not")) }),
            pair.scope,
            () => Promise.resolve({ bytes: 1, limit_bytes: null }),
          )
        );}
      return pair.port;
    },
  });
  return { errands, time, workers };
}

function die(worker: PortPair | undefined, message: string): void {
  worker?.port.onerror?.(new ErrorEvent("error", { message, cancelable: true }));
}

Deno.test("a worker ends with its answer", async () => {
  const { errands, workers } = counting();
  assert.deepEqual([await errands.ask("count", null), await errands.ask("count", null)], [1, 1]);
  assert.deepEqual(workers.map((worker) => worker.terminated()), [true, true]);
});

Deno.test("a worker that may stay answers what is asked meanwhile, counted from its last answer", async () => {
  const { errands, time, workers } = counting(30_000);
  assert.equal(await errands.ask("count", null), 1);
  assert.equal(errands.state().state, "idle");
  await time.pass(20_000);
  assert.equal(await errands.ask("count", null), 2);
  await time.pass(29_999);
  assert.equal(workers[0]?.terminated(), false);
  await time.pass(1);
  assert.equal(workers[0]?.terminated(), true);
  assert.equal(await errands.ask("count", null), 1);
  assert.equal(workers.length, 2);
});

Deno.test("a worker whose question failed does not stay", async () => {
  const { errands, workers } = counting(30_000);
  await assert.rejects(errands.ask("refuse", null), /it will not/);
  assert.equal(await errands.ask("count", null), 1);
  assert.deepEqual(workers.map((worker) => worker.terminated()), [true, false]);
});

Deno.test("a worker that dies while it stays costs no question", async () => {
  const { errands, workers } = counting(30_000);
  await errands.ask("count", null);
  die(workers[0], "died");
  assert.equal(await errands.ask("count", null), 1);
  assert.deepEqual([workers.length, errands.restarts(), errands.state().message], [2, 0, null]);
});

Deno.test("a worker that stays ends with its errands", async () => {
  const { errands, time, workers } = counting(30_000);
  await errands.ask("count", null);
  errands[Symbol.dispose]();
  assert.equal(workers[0]?.terminated(), true);
  await time.pass(30_000);
});

Deno.test("a worker that does not come up makes the part unhealthy, until the next one does", async () => {
  let loads = false;
  const { errands, workers } = counting(0, () => loads);
  await assert.rejects(errands.ask("count", null), { code: "UNAVAILABLE" });
  assert.equal(workers.length, 1);
  assert.equal(errands.state().state, "unhealthy");
  assert.match(errands.state().message ?? "", /"counter": no such module$/);
  loads = true;
  assert.equal(await errands.ask("count", null), 1);
  assert.deepEqual([errands.state().state, errands.state().message], ["idle", null]);
});
