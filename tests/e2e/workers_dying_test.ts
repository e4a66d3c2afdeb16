/** What becomes of each part whose worker dies or hangs: really, in a thread. */
import assert from "node:assert/strict";
import { CortexError, type Subsystem } from "../../src/contract/mod.ts";
import { systemClock } from "../../src/core/clock.ts";
import type { WorkerTerms } from "../../src/core/errands.ts";
import { spawnWorker } from "../../src/core/spawn_worker.ts";
import { openLink } from "../../src/core/worker_link.ts";
import { createInventoryWorker } from "../../src/inventory/mod.ts";
import { createMonitor, createServicesCheck } from "../../src/monitor/mod.ts";
import { createRuntimes, wantedRuntimes } from "../../src/runtimes/mod.ts";
import { waitFor } from "./_daemon.ts";
import { patient, prompt, testEngine } from "./_language_model.ts";
import { settings } from "./_monitor.ts";

/** Ways to die, and what is said of them. */
const DEATHS = {
  throw: /thrown as it was told/,
  reject: /rejected as it was told/,
  close: /it closed itself/,
  exit: /it closed itself/,
  grow: /its heap grew to \d+ bytes, it may have \d+/,
} as const;
type Way = keyof typeof DEATHS | "loop";

/** Time between heartbeats of a worker that is not to count as hung, however busy the machine is. */
const UNHURRIED_MS = 1000;

const HUNG = /heartbeats without an answer/;

/** A worker that dies, and how many of them there were. */
function dying(way: Way): WorkerTerms & { readonly lives: () => number } {
  let lives = 0;
  return {
    lives: () => lives,
    spawn: () => {
      lives++;
      const module = new URL("./_dying_worker.ts", import.meta.url);
      module.search = `?way=${way}`;
      return spawnWorker(module, "dying", {});
    },
    heartbeat_ms: way === "loop" ? 100 : UNHURRIED_MS,
    back_off: { first_pause_ms: 1, longest_pause_ms: 1 },
  };
}

/** Who is told of what. */
function listener() {
  const states: Subsystem[] = [];
  const hangs: string[] = [];
  return {
    states,
    hangs,
    onState: (state: Subsystem) => void states.push(state),
    onHang: (reason: Error) => void hangs.push(reason.message),
  };
}
type Listener = ReturnType<typeof listener>;

/** A question to each part that asks a worker of its own, and how the part is after it. */
const ASKING: Readonly<
  Record<string, (worker: WorkerTerms, heard: Listener) => { ask(): Promise<unknown>; state?(): Subsystem }>
> = {
  inventory: (worker, { onHang }) => {
    const inventory = createInventoryWorker({}, onHang, worker);
    return { ask: () => inventory.ask("examine", { root: "/" }) };
  },
  services: (worker, heard) => {
    const services = createServicesCheck({ permissions: {}, worker, ...heard });
    return { ask: () => services.ask({ systemctl: "/bin/true", timeout_ms: 60_000 }), state: services.state };
  },
  runtimes: (worker, heard) => {
    const places = { home: null, path: [] };
    const runtimes = createRuntimes({ permissions: {}, places, clock: systemClock, worker, ...heard });
    return { ask: () => runtimes.list({ refresh: true }), state: runtimes.state };
  },
  "an offline command": (worker) => ({ ask: () => wantedRuntimes("/tmp", worker) }),
};

const withReason = (reason: RegExp) => (error: unknown) =>
  error instanceof CortexError && error.code === "UNAVAILABLE" && reason.test(error.message);

for (const [part, make] of Object.entries(ASKING)) {
  for (const [way, reason] of Object.entries(DEATHS)) {
    Deno.test(`${part}: a worker that dies by ${way} is started again three times`, async () => {
      const worker = dying(way as Way);
      const heard = listener();
      const { ask, state } = make(worker, heard);
      await assert.rejects(ask(), withReason(reason));
      assert.equal(worker.lives(), 4);
      assert.deepEqual(heard.hangs, []);
      if (state === undefined) return;
      assert.deepEqual([state().state, state().restarts], ["unhealthy", 3]);
      assert.match(state().message ?? "", /given up after 3 restarts$/);
      assert.deepEqual(heard.states, [state()]);
    });
  }

  Deno.test(`${part}: a worker that loops is told as a hang, and no other one started`, async () => {
    const worker = dying("loop");
    const heard = listener();
    const { ask } = make(worker, heard);
    await assert.rejects(ask(), withReason(HUNG));
    assert.equal(worker.lives(), 1);
    if (part !== "an offline command") assert.match(heard.hangs.join(), HUNG);
  });
}

Deno.test("services: a worker that loops is told as a hang even where its question ended before", async () => {
  const heard = listener();
  const services = createServicesCheck({ permissions: {}, worker: dying("loop"), ...heard });
  await assert.rejects(
    services.ask({ systemctl: "/bin/true", timeout_ms: -900 }),
    (error: unknown) => error instanceof CortexError && error.code === "TIMEOUT",
  );
  await assert.rejects(services.ask({ systemctl: "/bin/true", timeout_ms: -900 }));
  assert.match(await waitFor("the hang", () => Promise.resolve(heard.hangs[0])), HUNG);
});

/** A monitor whose worker dies soon after its start; fulfils once it is in that state. */
async function monitorOf(way: Way, until: (state: Subsystem) => boolean, heard = listener()) {
  const worker = dying(way);
  const arrived = Promise.withResolvers<void>();
  const monitor = createMonitor({
    permissions: {},
    settings: settings(),
    onSample: () => {},
    onState: (state) => {
      heard.states.push(state);
      if (until(state)) arrived.resolve();
    },
    onHang: (reason) => {
      heard.onHang(reason);
      arrived.resolve();
    },
    worker,
  });
  await monitor.start(new AbortController().signal);
  await arrived.promise;
  return { monitor, worker, heard };
}

for (const [way, reason] of Object.entries(DEATHS)) {
  Deno.test(`monitor: a worker that dies by ${way} is started again three times`, async () => {
    const { monitor, worker, heard } = await monitorOf(way as Way, ({ state }) => state === "unhealthy");
    const { restarts, message } = monitor.state();
    assert.deepEqual([worker.lives(), restarts, heard.hangs], [4, 3, []]);
    assert.match(message ?? "", reason);
    assert.match(message ?? "", /given up after 3 restarts$/);
    await monitor[Symbol.asyncDispose]();
  });

  Deno.test(`assistant: a worker that dies by ${way} is started again three times`, async () => {
    const { spawn, heartbeat_ms, lives } = dying(way as Way);
    await using test = testEngine({ spawn, heartbeat_ms });
    // A question is asked once more where its worker died.
    for (const expected of [2, 4]) {
      await assert.rejects(test.engine.infer(prompt("x"), { signal: patient() }), withReason(reason));
      assert.equal(lives(), expected);
    }
    assert.deepEqual([test.engine.state().state, test.engine.state().restarts, test.hangs], [
      "unhealthy",
      3,
      [],
    ]);
  });
}

Deno.test("monitor: a worker that loops is told as a hang, and no other one started", async () => {
  const { monitor, worker, heard } = await monitorOf("loop", () => false);
  assert.equal(worker.lives(), 1);
  assert.match(heard.hangs.join(), HUNG);
  await monitor[Symbol.asyncDispose]();
});

Deno.test("assistant: a worker that loops is told as a hang, and no other one started", async () => {
  const { spawn, heartbeat_ms, lives } = dying("loop");
  await using test = testEngine({ spawn, heartbeat_ms });
  await assert.rejects(test.engine.infer(prompt("x"), { signal: patient() }), withReason(HUNG));
  const { message } = await waitFor("the hang", () => Promise.resolve(test.hangs[0]));
  assert.match(message, HUNG);
  assert.equal(lives(), 1);
});

Deno.test("a worker that cannot be loaded is an error of whoever opens it", async () => {
  const opening = openLink({
    name: "missing",
    spawn: () => spawnWorker(new URL("./no_such_worker.ts", import.meta.url), "missing", {}),
  });
  await assert.rejects(opening, /Cannot use the worker "missing"/);
});
