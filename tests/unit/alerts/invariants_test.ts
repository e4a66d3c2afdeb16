import assert from "node:assert/strict";
import fc from "fast-check";
import { acknowledge, type Action, dismiss, resolveByHand } from "../../../src/alerts/actions.ts";
import { isOpen } from "../../../src/alerts/episode.ts";
import { decodeState, encodeState } from "../../../src/alerts/state.ts";
import { configOf, diskOf, servicesOf } from "./_host.ts";
import { type Run, run } from "./_run.ts";

const ACTIONS: Readonly<Record<string, Action>> = { acknowledge, dismiss, resolveByHand };

const look = fc.record({
  kind: fc.constant("look" as const),
  seconds: fc.integer({ min: 0, max: 400 }),
  memory_percent: fc.constantFrom(20, 82, 86, 92, 99),
  cpu_percent: fc.constantFrom(5, 88, 92, 97),
  mounted: fc.boolean(),
  disk_percent: fc.constantFrom(10, 79, 85, 96),
  failed: fc.subarray(["memory", "cpu", "disks"]),
  units: fc.constantFrom(null, 0, 1, 2),
});
const act = fc.record({
  kind: fc.constant("act" as const),
  seconds: fc.integer({ min: 0, max: 400 }),
  action: fc.constantFrom(...Object.keys(ACTIONS)),
  rule: fc.constantFrom("memory", "cpu", "disk", "services"),
});
const steps = fc.array(fc.oneof({ weight: 4, arbitrary: look }, { weight: 1, arbitrary: act }), {
  maxLength: 80,
});

/** Takes one random step; an action that the alert does not allow is none. */
function take(host: Run, now: number, one: typeof steps extends fc.Arbitrary<(infer T)[]> ? T : never): void {
  if (one.kind === "look") {
    const { memory_percent, cpu_percent, mounted, disk_percent, failed, units } = one;
    const disks = mounted && !failed.includes("disks") ? [diskOf("/mnt", disk_percent)] : [];
    const services = units === null ? null : servicesOf(...["a.service", "b.service"].slice(0, units));
    host.at(now, { memory_percent, cpu_percent, failed, disks }, services);
    return;
  }
  const subject = one.rule === "disk" ? "/mnt" : "";
  const alert = host.alert(one.rule, subject);
  const action = ACTIONS[one.action];
  if (alert === undefined || action === undefined) return;
  try {
    host.act(now, action, one.rule, subject);
  } catch {
    assert(!isOpen(alert) || one.action === "acknowledge");
  }
}

Deno.test("property: at most one alert of a rule and subject is open, and its id and place never change", () => {
  fc.assert(
    fc.property(steps, (list) => {
      const host = run(configOf({ rearm_hours: 0.5 }));
      let now = 0;
      for (const one of list) {
        const before = new Map(host.alerts);
        take(host, now += one.seconds, one);
        const open = [...host.alerts.values()].filter(isOpen).map((alert) =>
          `${alert.rule} ${alert.subject}`
        );
        assert.equal(new Set(open).size, open.length, open.join());
        for (const [id, alert] of before) {
          const after = host.alerts.get(id);
          assert.equal(after?.rule, alert.rule);
          assert.equal(after?.raised_at, alert.raised_at);
          assert((after?.recoveries ?? 0) >= alert.recoveries);
        }
      }
    }),
    { numRuns: 200 },
  );
});

Deno.test("property: times of an alert are there exactly when its status says so", () => {
  fc.assert(
    fc.property(steps, (list) => {
      const host = run(configOf({ rearm_hours: 0.5 }));
      let now = 0;
      for (const one of list) take(host, now += one.seconds, one);
      for (const alert of host.alerts.values()) {
        assert.equal(alert.resolved_at !== null, alert.status === "resolved");
        assert.equal(alert.dismissed_at !== null, alert.status === "dismissed");
        if (alert.status === "acknowledged") assert.notEqual(alert.acknowledged_at, null);
        if (alert.status === "active") assert.equal(alert.acknowledged_at, null);
      }
    }),
    { numRuns: 100 },
  );
});

Deno.test("property: the state is the same after it was kept", () => {
  fc.assert(
    fc.property(steps, (list) => {
      const host = run();
      let now = 0;
      for (const one of list) take(host, now += one.seconds, one);
      const alerts = [...host.state.episodes.values()].flatMap((episode) => episode.alert ?? []);
      assert.deepEqual(decodeState(encodeState(host.state), alerts), host.state);
    }),
    { numRuns: 100 },
  );
});
