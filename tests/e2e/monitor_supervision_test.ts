import assert from "node:assert/strict";
import type { Subsystem } from "../../src/contract/mod.ts";
import { supervise } from "../../src/core/supervisor.ts";
import { spawnWorker } from "../../src/core/spawn_worker.ts";
import { type LinkOptions, openLink, type WorkerEnd, type WorkerLink } from "../../src/core/worker_link.ts";
import type { Mortal } from "./_mortal_worker.ts";

/** Real workers that die, kept alive; each state is noted when it is entered. */
async function keepAlive(limits: Pick<LinkOptions<Mortal>, "max_heap_bytes" | "missed_heartbeats"> = {}) {
  const states: Subsystem[] = [];
  const arrivals = new Set<() => void>();
  const supervisor = supervise<WorkerLink<Mortal>>({
    name: "mortal",
    start: (ended) =>
      openLink<Mortal>({
        name: "mortal",
        spawn: () => spawnWorker(new URL("./_mortal_worker.ts", import.meta.url), "mortal", {}),
        onEnd: ended,
        heartbeat_ms: 50,
        missed_heartbeats: 100,
        ...limits,
      }),
    onState(state) {
      states.push(state);
      for (const arrive of arrivals) arrive();
    },
    backoff_ms: 1,
  });
  await supervisor.start(new AbortController().signal);
  return {
    supervisor,
    states,
    async reached(count: number) {
      while (states.length < count) {
        await new Promise<void>((resolve) => {
          arrivals.add(resolve);
        });
      }
    },
    [Symbol.dispose]: supervisor.stop,
  };
}

for (const way of ["throw_later", "reject_later"] as const) {
  Deno.test(`a worker that dies by ${way} is started again, and the fourth time given up`, async () => {
    using kept = await keepAlive();
    for (let life = 1; life <= 4; life++) {
      await kept.supervisor.current().call(way, null);
      await kept.reached(2 + 2 * life - (life === 4 ? 1 : 0));
      if (life < 4) assert.equal(await kept.supervisor.current().call("live", null), "alive");
    }
    const { state, restarts, message } = kept.supervisor.state();
    assert.deepEqual([state, restarts], ["unhealthy", 3]);
    assert.match(message ?? "", /(thrown in a timer|nobody's promise); given up after 3 restarts$/);
  });
}

Deno.test("a worker that hangs is replaced", async () => {
  using kept = await keepAlive({ missed_heartbeats: 4 });
  // It ends by itself after a while: nothing can stop a thread that loops.
  const hung = kept.supervisor.current().call("loop", 2000);
  await assert.rejects(hung, /heartbeats without an answer/);
  await kept.reached(4);
  assert.equal(await kept.supervisor.current().call("live", null), "alive");
});

Deno.test("a worker that closes itself, of which Deno tells nobody, is noticed by its silence", async () => {
  const ended = Promise.withResolvers<WorkerEnd>();
  const link = await openLink<Mortal>({
    name: "mortal",
    spawn: () => spawnWorker(new URL("./_mortal_worker.ts", import.meta.url), "mortal", {}),
    onEnd: (_, how) => ended.resolve(how),
    heartbeat_ms: 50,
  });
  await link.call("close", null);
  assert.equal(await ended.promise, "silence");
});

Deno.test("a worker that grows is replaced before it takes the process with it", async () => {
  using kept = await keepAlive({ max_heap_bytes: 64 * 1024 * 1024 });
  assert.ok(await kept.supervisor.current().call("grow", 100));
  await kept.reached(3);
  assert.match(kept.states[2]?.message ?? "", /its heap grew to \d+ bytes/);
  await kept.reached(4);
  assert.equal(await kept.supervisor.current().call("live", null), "alive");
});

Deno.test("a worker that cannot be loaded is an error of whoever opens it", async () => {
  const opening = openLink({
    name: "missing",
    spawn: () => spawnWorker(new URL("./no_such_worker.ts", import.meta.url), "missing", {}),
  });
  await assert.rejects(opening, /Cannot use the worker "missing"/);
});
