import assert from "node:assert/strict";
import { CortexError } from "../../../src/contract/mod.ts";
import { namesIn, open, sampleAlert, sampleEvent, stateDir } from "./_state.ts";

const storeFailed = (error: unknown) => error instanceof CortexError && error.code === "STORE_FAILED";

Deno.test("what was written is there after a clean stop, and nothing but the database is left", () => {
  using state = stateDir();
  const rows = [1, 2, 3].map((seq) => ({ seq, alert: sampleAlert(seq) }));
  {
    using store = open(state.dir);
    assert.equal(store.health().state, "ok");
    store.alerts.save(rows);
    store.events.append([sampleEvent(1), sampleEvent(2)]);
    store.meta.set("key", "value");
    assert.equal(store.rows(), 5);
    assert(store.health().bytes > 4096);
  }
  assert.deepEqual(namesIn(state.dir), ["cortex.db", "cortex.db.clean"]);
  assert.equal((Deno.statSync(state.path).mode ?? 0) & 0o777, 0o600);
  using store = open(state.dir);
  assert.equal(store.health().state, "ok");
  assert.deepEqual(store.alerts.all(), rows);
  assert.equal(store.meta.get("key"), "value");
  assert.equal(store.meta.get("other"), null);
});

Deno.test("saving an alert again changes it and keeps its place", () => {
  using state = stateDir();
  using store = open(state.dir);
  store.alerts.save([1, 2].map((seq) => ({ seq, alert: sampleAlert(seq) })));
  const changed = sampleAlert(1, {
    status: "resolved",
    resolved_at: "2026-11-21T11:00:00.000Z",
    value: null,
  });
  store.alerts.save([{ seq: 1, alert: changed }]);
  assert.deepEqual(store.alerts.all().map((row) => row.alert.id), [sampleAlert(1).id, sampleAlert(2).id]);
  assert.deepEqual(store.alerts.all()[0]?.alert, changed);
  store.alerts.remove([changed.id, "not there"]);
  assert.deepEqual(store.alerts.all().map((row) => row.seq), [2]);
});

Deno.test("two open alerts of one rule and subject are refused, one after the other is fine", () => {
  using state = stateDir();
  using store = open(state.dir);
  const first = sampleAlert(1);
  const second = sampleAlert(2, { subject: first.subject });
  store.alerts.save([{ seq: 1, alert: first }]);
  assert.throws(() => store.alerts.save([{ seq: 2, alert: second }]), storeFailed);
  store.alerts.save([{ seq: 2, alert: second }, { seq: 1, alert: { ...first, status: "resolved" } }]);
  assert.equal(store.alerts.count(), 2);
});

Deno.test("a transaction writes all or nothing, also when one is inside another", () => {
  using state = stateDir();
  using store = open(state.dir);
  const broken = new Error("broken");
  assert.throws(() =>
    store.transaction(() => {
      store.alerts.save([{ seq: 1, alert: sampleAlert(1) }]);
      store.events.append([sampleEvent(1)]);
      throw broken;
    }), broken);
  assert.equal(store.rows(), 0);
  assert.equal(store.events.append([sampleEvent(1)])[0]?.seq, 1, "the number was not used up");
});

Deno.test("events are read from a cursor, without gaps, and the oldest leave first", () => {
  using state = stateDir();
  {
    using store = open(state.dir);
    const written = store.events.append([1, 2, 3].map(sampleEvent));
    assert.deepEqual(written.map((event) => event.seq), [1, 2, 3]);
    assert.deepEqual(store.events.after(1, 10), written.slice(1));
    assert.deepEqual(store.events.after(0, 1), written.slice(0, 1));
    assert.deepEqual(store.events.after(3, 10), []);
  }
  using store = open(state.dir);
  store.events.keep(10);
  for (let number = 4; number <= 500; number++) store.events.append([sampleEvent(number)]);
  assert.equal(store.events.last(), 500);
  assert(store.events.count() <= 120, "cut");
  const all = store.events.after(0, 1000);
  assert.equal(all.length, store.events.count());
  assert.equal(all.at(-1)?.seq, 500);
  assert.deepEqual(all.map((event) => event.data["number"]), all.map((event) => event.seq));
});

Deno.test("numbers of events go on after all of them were cut", () => {
  using state = stateDir();
  {
    using store = open(state.dir);
    store.events.keep(0);
    store.events.append(Array.from({ length: 150 }, (_, number) => sampleEvent(number)));
    assert.equal(store.events.count(), 0);
  }
  using store = open(state.dir);
  assert.equal(store.events.append([sampleEvent(1)])[0]?.seq, 151);
});

Deno.test("at its hard bound the database refuses to grow, says so, keeps what it has and recovers", () => {
  using state = stateDir();
  using store = open(state.dir);
  store.alerts.save([{ seq: 1, alert: sampleAlert(1) }]);
  store.limit(store.health().bytes);
  const large = { seq: 2, alert: sampleAlert(2, { description: "x".repeat(100_000) }) };
  assert.throws(() => store.alerts.save([large]), storeFailed);
  assert.equal(store.health().state, "failing");
  assert.match(store.health().message ?? "", /full/);
  assert.deepEqual(store.alerts.all().map((row) => row.seq), [1]);
  store.limit(268_435_456);
  assert.equal(store.health().state, "failing", "until something was written");
  store.alerts.save([large]);
  assert.equal(store.health().state, "ok");
});

Deno.test("a folder that cannot be had gives a state in memory that says so", () => {
  using state = stateDir();
  const dir = `${state.dir}/file`;
  Deno.writeTextFileSync(dir, "");
  using store = open(dir);
  assert.equal(store.path, null);
  assert.equal(store.health().state, "memory");
  assert.match(store.health().message ?? "", /nothing survives a restart/);
  store.alerts.save([{ seq: 1, alert: sampleAlert(1) }]);
  assert.equal(store.rows(), 1);
});

Deno.test("a second handle on a database that is being written is refused, and the file stays", () => {
  using state = stateDir();
  using store = open(state.dir);
  store.transaction(() => {
    store.meta.set("key", "value");
    using second = open(state.dir);
    assert.throws(() => second.meta.set("key", "other"), storeFailed);
  });
  assert.equal(store.meta.get("key"), "value");
  assert(!namesIn(state.dir).some((name) => name.includes("damaged")));
});
