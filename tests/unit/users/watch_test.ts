import assert from "node:assert/strict";
import { CortexError } from "../../../src/contract/mod.ts";
import { createUserWatch } from "../../../src/users/mod.ts";
import { processOf } from "../alerts/_host.ts";
import { world } from "../alerts/_keeper.ts";
import { sampleAt, settingsOf, STEP } from "./_track.ts";

const HIGH = { cpu: 90, memory: 10 };
const LOW = { cpu: 1, memory: 1 };
const top = {
  cpu: [processOf(7, "render", { cpu_percent: 300 }), processOf(8, "other", { user: "bob" })],
  memory: [],
};

/** A watch and alerts over one store, fed with a sample a minute; `restart` is as after kill -9. */
function watched() {
  const host = world(settingsOf());
  const options = { store: host.store, config: settingsOf, clock: host.clock };
  let watch = createUserWatch(options);
  let minute = 0;
  return {
    host,
    get watch() {
      return watch;
    },
    restart: () => {
      watch = createUserWatch(options);
      host.restart();
    },
    minutes: (count: number, shares: typeof HIGH | null) => {
      for (let each = 0; each < count; each++) {
        const sample = sampleAt(minute++ * STEP, shares, { top });
        watch.observe(sample);
        host.alerts.observe(sample, null, watch.persistent());
        host.clock.pass(STEP);
      }
    },
    alerts: () => host.alerts.list({ limit: 50 }).items.filter(({ kind }) => kind === "persistent"),
  };
}

Deno.test("the alert of a persistent user names the user, their processes and since when, and resolves itself", () => {
  const { host, minutes, alerts, watch } = watched();
  using _ = host;
  minutes(60, HIGH);
  assert.deepEqual([alerts(), watch.stateOf({ uid: 1000 }, "cpu")], [[], "spike"]);
  minutes(2, HIGH);
  assert.equal(watch.stateOf({ uid: 1000 }, "cpu"), "persistent");
  const [alert] = alerts();
  assert.equal(alert?.message, 'User "ann" uses 80 % of all cores or more since 2026-11-21 10:00 UTC');
  assert.match(
    alert.description,
    /On average 90 %, at most 90 %, now 90 %\n.*"render" \(pid 7, user "ann"\) 300 %/,
  );
  assert.doesNotMatch(alert.description, /bob/);
  assert.deepEqual(
    [alert.subject, alert.kind, alert.severity, alert.threshold, alert.value, alert.peak, alert.status],
    ["ann", "persistent", "warning", 80, 90, 90, "active"],
  );
  minutes(2, LOW);
  assert.deepEqual(alerts().map(({ id, status }) => [id, status]), [[alert.id, "resolved"]]);
  assert.match(alerts()[0]?.description ?? "", /^User "ann" uses less of all cores again/);
  assert.deepEqual(watch.persistent(), []);
});

Deno.test("after kill -9 it is the same episode and the same alert", () => {
  const run = watched();
  using _ = run.host;
  run.minutes(65, HIGH);
  const [before] = run.alerts();
  run.restart();
  assert.deepEqual(run.watch.persistent().map(({ user, since }) => [user, since]), [[
    "ann",
    "2026-11-21T10:00:00.000Z",
  ]]);
  run.minutes(1, HIGH);
  assert.deepEqual(run.alerts().map(({ id, status }) => [id, status]), [[before?.id, "active"]]);
  const [ann] = run.watch.persistent();
  assert.ok((ann?.lasted_seconds ?? 0) >= 64 * STEP);
  assert.deepEqual([ann?.average_percent, ann?.peak_percent], [90, 90]);
});

Deno.test("an alert whose episode was lost is resolved", () => {
  const run = watched();
  using _ = run.host;
  run.minutes(62, HIGH);
  run.host.store.meta.set("users.episodes", "damaged");
  run.restart();
  run.minutes(1, HIGH);
  assert.deepEqual(run.alerts().map(({ status }) => status), ["resolved"]);
});

Deno.test("a store that cannot be written costs nothing but the restart", () => {
  const clock = { wall: () => 0, steady: () => 0 };
  const meta = {
    get: () => null,
    set: () => {
      throw new CortexError("STORE_FAILED", "Cannot write the state: full");
    },
  };
  const watch = createUserWatch({ store: { meta }, config: settingsOf, clock });
  for (let minute = 0; minute < 65; minute++) watch.observe(sampleAt(minute * STEP, HIGH));
  watch.flush();
  assert.equal(watch.persistent().length, 1);
});

Deno.test("the list is paged, longest first, and filtered by resource and user", () => {
  const run = watched();
  using _ = run.host;
  run.minutes(3, { cpu: 90, memory: 1 });
  run.minutes(62, { cpu: 90, memory: 90 });
  const { watch } = run;
  const first = watch.list({ limit: 1 });
  assert.deepEqual(first.items.map(({ resource }) => resource), ["cpu"]);
  const second = watch.list({ limit: 1, cursor: first.next_cursor ?? "" });
  assert.deepEqual([second.items.map(({ resource }) => resource), second.next_cursor], [["memory"], null]);
  assert.deepEqual(watch.list({ limit: 9, resource: "memory" }).items.length, 1);
  assert.deepEqual(watch.list({ limit: 9, user: "bob" }).items, []);
  assert.throws(() => watch.list({ limit: 1, cursor: "x" }), /Cannot go on/);
});

Deno.test("alerts of those who become persistent are kept apart from alerts of a user's load", () => {
  const run = watched();
  using _ = run.host;
  run.minutes(62, { cpu: 95, memory: 95 });
  const rules = run.host.alerts.list({ limit: 50 }).items.map(({ rule }) => rule).sort();
  assert.deepEqual(rules, ["persistent_cpu", "persistent_memory", "user_cpu", "user_memory"]);
});
