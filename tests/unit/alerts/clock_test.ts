import assert from "node:assert/strict";
import fc from "fast-check";
import { configOf, diskOf, sampleOf } from "./_host.ts";
import { world } from "./_keeper.ts";

const HOUR_MS = 3_600_000;

/** Ways in which somebody sets the clock. */
const WAYS: Readonly<Record<string, (wall_ms: number) => number>> = {
  "one hour on": (wall_ms) => wall_ms + HOUR_MS,
  "one hour back": (wall_ms) => wall_ms - HOUR_MS,
  "1970": () => 0,
  "2038": () => Date.parse("2038-01-19T03:14:07.000Z"),
};

const step = fc.record({
  seconds: fc.integer({ min: 1, max: 40 }),
  cpu_percent: fc.constantFrom(5, 92, 97),
  disk_percent: fc.constantFrom(10, 85, 96),
  set: fc.option(fc.constantFrom(...Object.keys(WAYS))),
});

/** What becomes of a sequence, without the times that people read. */
function lives(steps: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[], jumping: boolean) {
  using host = world(configOf({ rules: { cpu: { for_seconds: 60 } }, rearm_hours: 0.01 }));
  for (const { seconds, cpu_percent, disk_percent, set } of steps) {
    host.clock.pass(seconds);
    const way = WAYS[set ?? ""];
    if (jumping && way !== undefined) host.clock.set(way(host.clock.wall()));
    host.alerts.observe(sampleOf({ cpu_percent, disks: [diskOf("/mnt", disk_percent)] }), null);
  }
  const alerts = host.alerts.list({ limit: 500 }).items;
  return {
    alerts: alerts.map(({ rule, status, severity, recoveries }) => ({ rule, status, severity, recoveries })),
    events: host.store.events.after(0, 10_000).map(({ type, severity }) => ({ type, severity })),
  };
}

Deno.test("property: however the clock is set while it runs, alerts and events are the same", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
      assert.deepEqual(lives(steps, true), lives(steps, false));
    }),
    { numRuns: 40 },
  );
});

for (const [name, way] of Object.entries(WAYS)) {
  Deno.test(`the clock at ${name} after a restart: no false alert, the open one goes on, and it resolves in its time`, () => {
    using host = world(configOf({ rules: { cpu: { for_seconds: 60 } }, recover_seconds: 30 }));
    const observe = (disk_percent: number, cpu_percent = 5) =>
      host.alerts.observe(sampleOf({ cpu_percent, disks: [diskOf("/mnt", disk_percent)] }), null);
    observe(96, 97);
    const before = host.alerts.list({ limit: 10 }).items;
    assert.deepEqual(before.map((alert) => alert.rule), ["disk"]);
    host.clock.pass(10);
    host.clock.set(way(host.clock.wall()));
    host.restart();
    observe(96, 97);
    const after = host.alerts.list({ limit: 10 }).items;
    assert.deepEqual(
      after.map((alert) => alert.id),
      before.map((alert) => alert.id),
      "neither raised twice nor falsely",
    );
    host.clock.pass(40);
    observe(10);
    host.clock.pass(29);
    observe(10);
    assert.equal(host.alerts.list({ limit: 10 }).items[0]?.status, "active");
    host.clock.pass(1);
    observe(10);
    assert.equal(host.alerts.list({ limit: 10 }).items[0]?.status, "resolved");
    assert.deepEqual(host.store.events.after(0, 10).map((event) => event.type), [
      "alert.raised",
      "alert.resolved",
    ]);
  });
}
