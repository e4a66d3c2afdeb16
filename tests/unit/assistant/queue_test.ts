import assert from "node:assert/strict";
import fc from "fast-check";
import { CortexError } from "../../../src/contract/mod.ts";
import { createQueue, type Priority, type Turn } from "../../../src/assistant/queue.ts";

/** A queue whose time goes on by hand. */
function line(depth = 100) {
  let now_ms = 0;
  let sleepers: { readonly until: number; readonly wake: () => void }[] = [];
  const queue = createQueue({
    depth: () => depth,
    clock: { wall: () => now_ms, steady: () => now_ms },
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
        sleepers.push({ until: now_ms + ms, wake: () => resolve() });
      }),
  });
  const pass = async (ms: number) => {
    now_ms += ms;
    const due = sleepers.filter(({ until }) => until <= now_ms);
    sleepers = sleepers.filter(({ until }) => until > now_ms);
    for (const { wake } of due) wake();
    await settle();
  };
  const enter = (
    options: {
      readonly priority?: Priority;
      readonly signal?: AbortSignal;
      readonly onPosition?: (before: number) => void;
    } = {},
  ) =>
    queue.enter({
      priority: "interactive",
      signal: new AbortController().signal,
      wait_ms: 1000,
      ...options,
    });
  return { queue, enter, pass };
}

/** Lets promises that are settled be noticed. */
async function settle(): Promise<void> {
  for (let round = 0; round < 10; round++) await Promise.resolve();
}

const end = (turn: Turn) => turn[Symbol.dispose]();

Deno.test("one has its turn at a time, in the order of their coming", async () => {
  const { enter, queue } = line();
  const order: number[] = [];
  const first = await enter();
  const others = [1, 2, 3].map(async (number) => {
    const turn = await enter();
    order.push(number);
    end(turn);
  });
  await settle();
  assert.deepEqual([order, queue.waiting, queue.busy], [[], 3, true]);
  end(first);
  end(first);
  await Promise.all(others);
  assert.deepEqual([order, queue.waiting, queue.busy], [[1, 2, 3], 0, false]);
});

Deno.test("those whom somebody waits for come before the background, never before each other", async () => {
  const { enter } = line();
  const order: string[] = [];
  const first = await enter();
  const all = ["b1", "i1", "b2", "i2"].map(async (name) => {
    const turn = await enter({ priority: name.startsWith("b") ? "background" : "interactive" });
    order.push(name);
    end(turn);
  });
  await settle();
  end(first);
  await Promise.all(all);
  assert.deepEqual(order, ["i1", "i2", "b1", "b2"]);
});

Deno.test("more than the depth are refused with how long a turn takes", async () => {
  const { enter, pass } = line(2);
  const slow = await enter();
  await pass(7000);
  end(slow);
  const first = await enter();
  const waiting = [enter(), enter()];
  await assert.rejects(enter(), (error) => {
    assert(error instanceof CortexError);
    assert.deepEqual([error.code, error.retry_after_seconds], ["BUSY", 7]);
    return true;
  });
  end(first);
  for (const one of waiting) end(await one);
});

Deno.test("each is told how many are before it, whenever that changes", async () => {
  const { enter } = line();
  const told: number[] = [];
  const first = await enter();
  const leaver = new AbortController();
  const second = enter({ signal: leaver.signal }).catch((error: CortexError) => error.code);
  const third = enter({ onPosition: (before) => told.push(before) });
  await settle();
  leaver.abort();
  assert.equal(await second, "CANCELLED");
  end(first);
  end(await third);
  assert.deepEqual(told, [2, 1, 0]);
});

Deno.test("who timed out in the line waits once more at its end, then gives up", async () => {
  const { enter, pass, queue } = line();
  const first = await enter();
  const patient = enter().catch((error: CortexError) => error.code);
  await pass(500);
  const order: string[] = [];
  const late = enter().then((turn) => (order.push("late"), turn));
  await pass(500);
  assert.equal(queue.waiting, 2, "the first one waits again");
  end(first);
  await settle();
  assert.deepEqual(order, ["late"], "behind the one that came after it");
  await pass(1000);
  assert.equal(await patient, "TIMEOUT");
  end(await late);
  assert.equal(queue.busy, false);
});

Deno.test("half of 200 who wait leave; each of the others has its turn, and nothing is left", async () => {
  const { enter, queue } = line(200);
  const first = await enter();
  const leavers: AbortController[] = [];
  let turns = 0;
  const all = Array.from({ length: 200 }, async (_, index) => {
    const controller = new AbortController();
    if (index % 2 === 0) leavers.push(controller);
    const turn = await enter({ signal: controller.signal });
    turns++;
    await Promise.resolve();
    end(turn);
  });
  await settle();
  for (const controller of leavers) controller.abort();
  end(first);
  const ended = await Promise.allSettled(all);
  assert.deepEqual([turns, ended.filter(({ status }) => status === "rejected").length], [100, 100]);
  assert.deepEqual([queue.waiting, queue.busy], [0, false]);
});

Deno.test("whatever comes, leaves and ends: never two turns at once, and a free line lets the next in", async () => {
  const step = fc.constantFrom("enter", "background", "leave", "end", "time");
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
    const { enter, pass, queue } = line(5);
    const running: Turn[] = [];
    const leavers: AbortController[] = [];
    for (const one of steps) {
      if (one === "enter" || one === "background") {
        const controller = new AbortController();
        leavers.push(controller);
        const priority = one === "enter" ? "interactive" : "background";
        enter({ priority, signal: controller.signal }).then((turn) => running.push(turn), () => {});
      } else if (one === "leave") leavers.shift()?.abort();
      else if (one === "end") running.splice(0).forEach(end);
      else await pass(600);
      await settle();
      assert(running.length <= 1);
      assert.equal(queue.busy, running.length === 1);
      assert(queue.waiting === 0 || queue.busy);
    }
  }));
});

Deno.test("who waits when all are refused gets the reason", async () => {
  const { enter, queue } = line();
  const first = await enter();
  const waiting = enter();
  queue.refuse(() => new CortexError("SHUTTING_DOWN", "Cannot answer: the daemon is stopping"));
  await assert.rejects(waiting, { code: "SHUTTING_DOWN" });
  end(first);
});
