import assert from "node:assert/strict";
import fc from "fast-check";
import type { Alert } from "../../../src/contract/mod.ts";
import { decodeState, NO_STATE, rebase, type State } from "../../../src/alerts/state.ts";
import { blankEpisode, keyOf } from "../../../src/alerts/episode.ts";
import { sampleAlert } from "../store/_state.ts";
import { checkedOf, configOf, diskOf, sampleOf, servicesOf } from "./_host.ts";
import { world } from "./_keeper.ts";
import { START_MS } from "./_time.ts";

const step = fc.record({
  seconds: fc.integer({ min: 1, max: 40 }),
  memory_percent: fc.constantFrom(20, 82, 86, 99),
  cpu_percent: fc.constantFrom(5, 92, 97),
  disk_percent: fc.constantFrom(10, 85, 96),
  failed: fc.subarray(["memory", "cpu"]),
  unit: fc.boolean(),
  action: fc.constantFrom(null, null, null, "acknowledge" as const, "dismiss" as const, "resolve" as const),
  restart: fc.boolean(),
});

/** The alerts at the end of a sequence, and what was told: without what differs by nature. */
function live(
  steps: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[],
  restarting: boolean,
) {
  using host = world(configOf({ rules: { cpu: { for_seconds: 60 } }, rearm_hours: 0.1 }));
  for (const one of steps) {
    host.clock.pass(one.seconds);
    if (restarting && one.restart) host.restart();
    const { memory_percent, cpu_percent, failed } = one;
    const disks = [diskOf("/mnt", one.disk_percent)];
    host.alerts.observe(
      sampleOf({ memory_percent, cpu_percent, failed, disks }),
      checkedOf({ services: servicesOf(...(one.unit ? ["a.service"] : [])) }),
    );
    const open = host.alerts.list({ limit: 1, open: true }).items[0];
    if (one.action === null || open === undefined) continue;
    if (one.action !== "acknowledge" || open.status === "active") host.alerts[one.action](open.id);
  }
  const { items } = host.alerts.list({ limit: 500 });
  const names = new Map(items.map((alert, index) => [alert.id, index]));
  const essence = (
    { id, value: _, peak: _1, updated_at: _2, message: _3, description: _4, data: _5, ...rest }: Alert,
  ) => ({
    name: names.get(id),
    ...rest,
  });
  const events = host.store.events.after(0, 10_000).map(({ at, type, severity, subject, alert_id }) => ({
    at,
    type,
    severity,
    subject,
    alert: names.get(alert_id ?? ""),
  }));
  return { alerts: items.map(essence), events };
}

Deno.test("property: restarts at any points of a sequence give the same alerts and events as none", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 60 }), (steps) => {
      assert.deepEqual(live(steps, true), live(steps, false));
    }),
    { numRuns: 25 },
  );
});

Deno.test("a condition that lasted before the daemon was away for long has to last anew", () => {
  using host = world();
  const observe = () => host.alerts.observe(sampleOf({ cpu_percent: 99 }), null);
  observe();
  host.clock.pass(200);
  observe();
  host.clock.pass(36_000);
  host.restart();
  observe();
  host.clock.pass(60);
  observe();
  assert.equal(host.alerts.counts().critical, 0, "200 s + 60 s");
  host.clock.pass(60);
  observe();
  assert.equal(host.alerts.counts().critical, 1);
});

Deno.test("a clock that went back while the daemon was away: no time has passed", () => {
  const alert = sampleAlert(1, { status: "dismissed" });
  const episode = {
    ...blankEpisode(alert.rule, alert.subject),
    alert,
    dismissed_ms: START_MS - 5000,
    clear_since_ms: START_MS - 2000,
    told: { at_ms: [START_MS - 9000], now: null, worst: "warning" as const },
  };
  const state: State = { at_ms: START_MS, episodes: new Map([[keyOf(alert), episode]]) };
  const back = rebase(state, START_MS - 3_600_000, 60_000);
  const moved = back.episodes.get(keyOf(alert));
  assert.equal(back.at_ms - (moved?.dismissed_ms ?? 0), 5000);
  assert.deepEqual(moved?.told.at_ms.map((ms) => back.at_ms - ms), [9000]);
  assert.equal(back.at_ms - (moved?.clear_since_ms ?? 0), 2000);
  assert.equal(rebase(state, START_MS + 60_000, 60_000), state, "a short absence counts");
  const late = rebase(state, START_MS + 60_001, 60_000).episodes.get(keyOf(alert));
  assert.deepEqual([late?.clear_since_ms, late?.dismissed_ms], [START_MS + 58_001, START_MS - 5000]);
});

Deno.test("without a readable state open alerts are gone on with, and none is raised twice", () => {
  for (const text of [null, "", "noise", '{"at_ms":1}', '{"at_ms":"x","episodes":[]}']) {
    const alerts = [
      sampleAlert(1),
      sampleAlert(2, { status: "acknowledged" }),
      sampleAlert(3, { status: "resolved" }),
    ];
    const { at_ms, episodes } = decodeState(text, alerts);
    assert.equal(at_ms, NO_STATE.at_ms);
    assert.deepEqual([...episodes.values()].map((episode) => episode.alert), alerts.slice(0, 2));
  }
  using host = world();
  host.alerts.observe(sampleOf({ memory_percent: 90 }), null);
  host.store.meta.set("alerts.state", "noise");
  host.restart();
  host.alerts.observe(sampleOf({ memory_percent: 90 }), null);
  assert.equal(host.alerts.list({ limit: 50 }).items.length, 1);
  assert.equal(host.store.events.last(), 1);
});
