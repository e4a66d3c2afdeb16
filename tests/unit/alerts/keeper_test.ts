import assert from "node:assert/strict";
import { CortexError, type ErrorCode } from "../../../src/contract/mod.ts";
import type { EventRow } from "../../../src/store/mod.ts";
import { configOf, diskOf, sampleOf } from "./_host.ts";
import { world } from "./_keeper.ts";

const coded = (code: ErrorCode) => (error: unknown) => error instanceof CortexError && error.code === code;
const NOBODY = "00000000-0000-4000-8000-000000000000";
const ALL = { limit: 50 };

/** So many full disks. */
const full = (count: number) =>
  sampleOf({ disks: Array.from({ length: count }, (_, number) => diskOf(`/mnt/${number}`, 90)) });

Deno.test("alerts, their state and events are kept at once and tell the listeners with their number", () => {
  using host = world();
  const heard: EventRow[] = [];
  const stop = host.alerts.onEvent((event) => heard.push(event));
  host.alerts.observe(full(2), null);
  assert.equal(host.store.alerts.count(), 2);
  assert.deepEqual(heard, host.store.events.after(0, 10));
  assert.deepEqual(heard.map((event) => [event.seq, event.type]), [[1, "alert.raised"], [2, "alert.raised"]]);
  stop();
  host.alerts.dismissAll({});
  assert.equal(heard.length, 2);
  assert.equal(host.store.events.last(), 4);
});

Deno.test("a listener that throws costs nobody else anything", () => {
  using host = world();
  let heard = 0;
  host.alerts.onEvent(() => {
    throw new Error("listener");
  });
  host.alerts.onEvent(() => heard++);
  host.alerts.observe(full(1), null);
  assert.equal(heard, 1);
});

Deno.test("after kill -9 the same alerts are there, in the state they had, and none is raised twice", () => {
  using host = world();
  host.alerts.observe(full(3), null);
  const [newest, middle] = host.alerts.list(ALL).items;
  host.alerts.acknowledge(newest?.id ?? "");
  host.alerts.dismiss(middle?.id ?? "");
  const before = host.alerts.list(ALL);
  host.restart();
  assert.deepEqual(host.alerts.list(ALL), before);
  host.clock.pass(10);
  host.alerts.observe(full(3), null);
  assert.deepEqual(
    host.alerts.list(ALL).items.map(({ id, status }) => [id, status]),
    before.items.map(({ id, status }) => [id, status]),
  );
});

Deno.test("what lasts is not written on each tick, but its last value is shown, and kept once a minute", () => {
  using host = world();
  const observe = (memory_percent: number, seconds = 10) => {
    host.clock.pass(seconds);
    host.alerts.observe(sampleOf({ memory_percent }), null);
  };
  observe(90);
  const kept = () => host.store.alerts.all()[0]?.alert.value;
  observe(91);
  observe(92);
  assert.equal(host.alerts.list(ALL).items[0]?.value, 92);
  assert.equal(kept(), 90);
  observe(93, 60);
  assert.equal(kept(), 93);
  observe(94);
  host.alerts.flush();
  assert.equal(kept(), 94);
});

Deno.test("an event that had to wait is kept when its time has come, though nothing else changes", () => {
  using host = world(configOf({ recover_seconds: 0 }));
  for (const memory_percent of [90, 20, 90]) {
    host.clock.pass(10);
    host.alerts.observe(sampleOf({ memory_percent }), null);
  }
  assert.equal(host.store.events.last(), 2);
  host.clock.pass(560);
  host.alerts.observe(sampleOf({ memory_percent: 90 }), null);
  assert.equal(host.store.events.last(), 2);
  host.clock.pass(30);
  host.alerts.observe(sampleOf({ memory_percent: 90 }), null);
  assert.deepEqual(host.store.events.after(2, 10).map((event) => event.type), ["alert.reopened"]);
  host.restart();
  host.clock.pass(10);
  host.alerts.observe(sampleOf({ memory_percent: 90 }), null);
  assert.equal(host.store.events.last(), 3, "told once");
});

Deno.test("actions answer the changed alert, and refuse what is not there or not allowed", () => {
  using host = world();
  host.alerts.observe(full(1), null);
  const id = host.alerts.list(ALL).items[0]?.id ?? "";
  assert.equal(host.alerts.acknowledge(id).status, "acknowledged");
  assert.throws(() => host.alerts.acknowledge(id), coded("ALERT_STATE"));
  assert.equal(host.alerts.get(id).status, "acknowledged");
  assert.equal(host.alerts.resolve(id).status, "resolved");
  assert.throws(() => host.alerts.dismiss(id), coded("ALERT_STATE"));
  for (const action of ["get", "acknowledge", "dismiss", "resolve"] as const) {
    assert.throws(() => host.alerts[action](NOBODY), coded("ALERT_NOT_FOUND"));
  }
});

Deno.test("all that fit are acknowledged or dismissed; clear takes what is over and nothing else", () => {
  using host = world();
  host.alerts.observe(sampleOf({ memory_percent: 90, disks: [diskOf("/a", 90), diskOf("/b", 99)] }), null);
  assert.deepEqual(host.alerts.acknowledgeAll({ category: "disk", severity: "critical" }), { count: 1 });
  assert.deepEqual(host.alerts.acknowledgeAll({}), { count: 2 });
  assert.deepEqual(host.alerts.acknowledgeAll({}), { count: 0 });
  assert.deepEqual(host.alerts.dismissAll({ subject: "/a" }), { count: 1 });
  assert.deepEqual(host.alerts.counts(), { info: 0, warning: 1, error: 0, critical: 1 });
  assert.deepEqual(host.alerts.clear(), { count: 0 }, "the condition of the dismissed one lasts");
  for (const seconds of [10, 40]) {
    host.clock.pass(seconds);
    host.alerts.observe(sampleOf({ memory_percent: 90, disks: [diskOf("/a", 10), diskOf("/b", 10)] }), null);
  }
  const before = host.store.events.last();
  assert.deepEqual(host.alerts.clear(), { count: 2 });
  const told = host.store.events.after(before, 10);
  assert.deepEqual(told.map(({ type, data }) => [type, data]), [["alert.cleared", { count: 2 }]]);
  assert.deepEqual(host.alerts.clear(), { count: 0 });
  assert.equal(host.store.events.last(), before + 1, "nothing was removed, nothing is told");
  assert.deepEqual(host.alerts.list(ALL).items.map((alert) => alert.rule), ["memory"]);
  assert.equal(host.store.alerts.count(), 1);
  host.clock.pass(10);
  host.alerts.observe(sampleOf({ memory_percent: 90, disks: [diskOf("/a", 90)] }), null);
  assert.equal(host.alerts.list(ALL).items.length, 2, "what was cleared does not reopen");
});

Deno.test("at most so many are kept: resolved ones leave first, then dismissed ones, open ones never", () => {
  using host = world(configOf({ max_kept: 10, recover_seconds: 0 }));
  const observe = (sample: ReturnType<typeof sampleOf>) => {
    host.clock.pass(700);
    host.alerts.observe(sample, null);
  };
  observe(full(4));
  host.alerts.dismissAll({ subject: "/mnt/0" });
  observe(sampleOf());
  const over = host.alerts.list(ALL).items;
  assert.deepEqual(over.map((alert) => alert.status), ["resolved", "resolved", "resolved", "dismissed"]);
  observe(full(8));
  const statuses = host.alerts.list(ALL).items.map((alert) => alert.status);
  assert.deepEqual(statuses, [...Array(8).fill("active"), "resolved", "dismissed"]);
  observe(full(25));
  assert.equal(host.alerts.list(ALL).items.length, 25);
  assert(host.alerts.list(ALL).items.every((alert) => alert.status === "active"));
  assert.equal(host.store.alerts.count(), 25);
});

Deno.test("a store that cannot be written: actions fail and change nothing, readings count, all is kept later", () => {
  using host = world();
  host.alerts.observe(full(1), null);
  const id = host.alerts.list(ALL).items[0]?.id ?? "";
  const heard: string[] = [];
  host.alerts.onEvent((event) => heard.push(event.type));
  // A text too long for what is left of the database stands for a full disk.
  host.store.limit(host.store.health().bytes);
  const long = sampleOf({ disks: Array.from({ length: 400 }, (_, number) => diskOf(`/full/${number}`, 90)) });
  host.clock.pass(10);
  host.alerts.observe(long, null);
  assert.equal(host.store.health().state, "failing");
  assert.equal(host.alerts.counts().warning, 400);
  assert.throws(() => host.alerts.clear(), coded("STORE_FAILED"));
  assert.equal(host.alerts.get(id).status, "resolved", "the disk is gone");
  const [other] = host.alerts.list(ALL).items;
  assert.throws(() => host.alerts.dismiss(other?.id ?? ""), coded("STORE_FAILED"));
  assert.equal(host.alerts.get(other?.id ?? "").status, "active");
  assert.deepEqual(heard, [], "nothing is told that is not kept");

  host.clock.pass(10);
  host.alerts.observe(long, null);
  const alert = host.alerts.list({ ...ALL, severity: "error" }).items[0];
  assert.equal(alert?.rule, "store");
  assert.match(alert?.message ?? "", /Cannot write the state: .*full/);

  host.store.limit(268_435_456);
  host.clock.pass(10);
  host.alerts.observe(long, null);
  assert.equal(host.store.health().state, "ok");
  assert.equal(heard.length, 402);
  host.clock.pass(10);
  host.alerts.observe(long, null);
  assert.equal(host.alerts.get(alert?.id ?? "").status, "resolved");
  assert.equal(heard.length, 403, "each event was written once");
  host.alerts.flush();
  const before = host.alerts.list({ limit: 500 });
  host.restart();
  assert.deepEqual(host.alerts.list({ limit: 500 }), before);
});

Deno.test("a part says what is wrong with it: one alert until it says that it is well", () => {
  using host = world();
  const unwell = {
    rule: "part",
    subject: "monitor",
    category: "system",
    message: "The monitor hangs",
  } as const;
  host.alerts.notify({ ...unwell, severity: "error" });
  host.alerts.notify({ ...unwell, severity: "error" });
  host.clock.pass(10);
  host.alerts.observe(sampleOf(), null);
  assert.deepEqual(host.alerts.list(ALL).items.map((alert) => [alert.subject, alert.status]), [
    ["monitor", "active"],
  ]);
  host.alerts.notify({ ...unwell, severity: null, message: "The monitor runs" });
  const alert = host.alerts.list(ALL).items[0];
  assert.equal(alert?.status, "resolved");
  assert.match(alert?.description ?? "", /^Recovered: The monitor runs/);
  host.alerts.notify({ ...unwell, severity: null });
  assert.equal(host.alerts.list(ALL).items.length, 1);
  host.alerts.notify({ ...unwell, severity: "error" });
  assert.equal(host.alerts.list(ALL).items[0]?.recoveries, 1);
});

Deno.test("setting the clock on the wall moves no duration", () => {
  using host = world();
  host.alerts.observe(sampleOf({ cpu_percent: 99 }), null);
  host.clock.set(Date.parse("2038-01-19T03:14:07.000Z"));
  host.alerts.observe(sampleOf({ cpu_percent: 99, memory_percent: 90 }), null);
  assert.deepEqual(host.alerts.list(ALL).items.map((alert) => alert.rule), ["memory"]);
  assert.match(host.alerts.list(ALL).items[0]?.raised_at ?? "", /^2038/);
  host.clock.set(0);
  host.clock.pass(300);
  host.alerts.observe(sampleOf({ cpu_percent: 99, memory_percent: 90 }), null);
  assert.deepEqual(host.alerts.list(ALL).items.map((alert) => alert.rule), ["cpu", "memory"]);
});
