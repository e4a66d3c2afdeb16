import assert from "node:assert/strict";
import fc from "fast-check";
import { configOf } from "./_host.ts";
import { type Run, run } from "./_run.ts";

const LOW = 20;
const RANK = ["info", "warning", "error", "critical"];

/** Crosses up and down so many times within 10 minutes, seen every `tick` seconds. */
function flap(tick: number, valueAt: (seconds: number) => number, recover_seconds = 30): Run {
  const host = run(configOf({ recover_seconds }));
  for (let seconds = 0; seconds < 600; seconds += tick) {
    host.at(seconds, { memory_percent: valueAt(seconds) });
  }
  return host;
}

const RHYTHMS: Readonly<Record<string, (seconds: number) => number>> = {
  "10 s up, 10 s down": (seconds) => seconds % 20 < 10 ? 90 : LOW,
  "1 s up, 19 s down": (seconds) => seconds % 20 < 1 ? 90 : LOW,
  "19 s up, 1 s down": (seconds) => seconds % 20 < 19 ? 90 : LOW,
  "straight to critical": (seconds) => seconds % 20 < 10 ? 99 : LOW,
  "between critical and warning": (seconds) => seconds % 20 < 10 ? 99 : 86,
  "faster and faster": (seconds) => Math.sin((seconds * seconds) / 2000) > 0 ? 90 : LOW,
};

for (const [name, valueAt] of Object.entries(RHYTHMS)) {
  Deno.test(`30 crossings in 10 minutes (${name}) make one alert and at most two events`, () => {
    for (const recover_seconds of [0, 1, 5, 10, 30]) {
      for (const tick of [1, 5, 10]) {
        const host = flap(tick, valueAt, recover_seconds);
        assert.equal(host.alerts.size, 1, `recover ${recover_seconds} s, tick ${tick} s`);
        assert(host.events.length <= 2, host.events.map((event) => event.type).join());
      }
    }
  });
}

Deno.test("what was told ends up as what is, once the budget is free again", () => {
  const host = flap(10, (seconds) => seconds % 20 < 10 ? 90 : LOW, 0);
  assert.deepEqual(host.events.map((event) => event.type), ["alert.raised", "alert.resolved"]);
  host.at(605, { memory_percent: 90 });
  assert.equal(host.events.at(-1)?.type, "alert.reopened", "the first event is 10 minutes old");
  for (const seconds of [610, 620, 700]) host.at(seconds);
  assert.equal(host.events.at(-1)?.type, "alert.resolved");
  assert.equal(host.alerts.size, 1);
});

Deno.test("an end that could not be told yet is told before a new alert takes its place", () => {
  const host = flap(10, (seconds) => seconds % 40 < 20 ? 90 : LOW, 0);
  host.at(601, { memory_percent: 90 });
  host.at(602);
  assert.equal(host.alert("memory")?.status, "resolved");
  const told = host.events.length;
  host.at(5000, { memory_percent: 90 });
  assert.deepEqual(host.events.slice(told).map((event) => event.type), ["alert.resolved", "alert.raised"]);
  assert.equal(host.alerts.size, 2);
});

Deno.test("a severity that is worse than any told before is told at once, whatever was told", () => {
  const host = flap(10, (seconds) => seconds % 20 < 10 ? 90 : LOW, 0);
  host.at(595, { memory_percent: 99 });
  assert.equal(host.events.length, 3);
  assert.equal(host.events.at(-1)?.severity, "critical");
});

Deno.test("property: whatever the values, at most two events of an alert in 10 minutes but for escalations", () => {
  const step = fc.record({
    seconds: fc.integer({ min: 1, max: 200 }),
    memory_percent: fc.constantFrom(LOW, 82, 86, 92, 99),
  });
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 20, maxLength: 120 }),
      fc.integer({ min: 0, max: 60 }),
      (steps, recover_seconds) => {
        const host = run(configOf({ recover_seconds }));
        let now = 0;
        for (const { seconds, memory_percent } of steps) host.at(now += seconds, { memory_percent });
        for (const id of host.alerts.keys()) {
          let worst = -1;
          const counted: number[] = [];
          for (const event of host.events.filter((one) => one.alert_id === id)) {
            const rank = event.type === "alert.resolved" ? -1 : RANK.indexOf(event.severity);
            if (rank > worst && worst >= 0) worst = rank;
            else counted.push(Date.parse(event.at));
            worst = Math.max(worst, rank);
          }
          counted.forEach((at, index) => {
            const third = counted[index + 2];
            assert(third === undefined || third - at >= 600_000, `three events within ${third ?? 0 - at} ms`);
          });
        }
        // Left alone, every alert resolves and that is told.
        for (let count = 0; count < 200; count++) host.at(now += 60, { memory_percent: LOW });
        assert.equal(host.state.episodes.size, 0);
        for (const alert of host.alerts.values()) {
          assert.equal(alert.status, "resolved");
          const last = host.events.filter((event) => event.alert_id === alert.id).at(-1);
          assert.equal(last?.type, "alert.resolved");
        }
      },
    ),
    { numRuns: 200 },
  );
});
