import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeState, encodeState } from "../../../src/users/state.ts";
import { NOBODY } from "../../../src/users/track.ts";
import { userOf } from "../alerts/_host.ts";
import { line, sampleAt, settingsOf, START_MS, STEP } from "./_track.ts";

const HIGH = { cpu: 90, memory: 10 };
const LOW = { cpu: 10, memory: 10 };
const kinds = (events: readonly { type: string }[]) => events.map(({ type }) => type);

Deno.test("above the threshold for an hour is persistent, a minute less is a spike", () => {
  const run = line();
  run.minutes(60, HIGH);
  assert.equal(run.ann()?.persistent, false);
  run.minutes(1, HIGH);
  assert.equal(run.ann()?.persistent, true);
  assert.equal(run.ann()?.since_ms, START_MS);
  assert.deepEqual(kinds(run.events), ["spike", "persistent"]);
  assert.equal(run.ann("memory"), undefined);
});

Deno.test("the threshold itself is above, and a user may have one of their own", () => {
  const run = line({ cpu_percent: 50, thresholds: { ann: { memory_percent: 10 } } });
  run.minutes(61, { cpu: 50, memory: 10 });
  assert.deepEqual([run.ann()?.threshold_percent, run.ann()?.persistent], [50, true]);
  assert.deepEqual([run.ann("memory")?.threshold_percent, run.ann("memory")?.persistent], [10, true]);
  assert.equal(settingsOf({ thresholds: { constructor: { cpu_percent: 5 } } }).users.cpu_percent, 80);
});

Deno.test("one sample below is tolerated, the second within the hour ends it", () => {
  const run = line();
  run.minutes(30, HIGH);
  run.minutes(1, LOW);
  run.minutes(30, HIGH);
  assert.equal(run.ann()?.persistent, true);
  run.minutes(31, HIGH);
  run.minutes(1, LOW); // 62 minutes after the first one
  assert.equal(run.ann()?.persistent, true);
  run.minutes(1, LOW);
  assert.equal(run.ann(), undefined);
  assert.deepEqual(kinds(run.events), ["spike", "persistent", "over"]);
});

Deno.test("a user without processes uses nothing, one with a number for a name is a user as any", () => {
  const run = line();
  run.minutes(70, HIGH);
  run.minutes(1, null);
  assert.equal(run.ann()?.latest_percent, 0);
  run.minutes(1, null);
  assert.equal(run.ann(), undefined);
  const unnamed = line({ thresholds: { 4242: { memory_percent: 30 } } });
  for (let minute = 0; minute <= 60; minute++) {
    unnamed.at(minute * STEP, null, { users: [userOf("4242", 4242, { memory_percent: 31 })] });
  }
  assert.deepEqual(
    [...unnamed.state.episodes.values()].map(({ user, uid, persistent }) => [user, uid, persistent]),
    [
      ["4242", 4242, true],
    ],
  );
});

Deno.test("who is excluded or below the minimum UID is left out at once", () => {
  for (const users of [{ excluded: ["ann"] }, { minimum_uid: 2000 }]) {
    const run = line();
    run.minutes(70, HIGH);
    run.settings = settingsOf(users);
    run.minutes(1, HIGH);
    assert.equal(run.state.episodes.size, 0);
    assert.equal(run.events.at(-1)?.type, "over");
  }
});

Deno.test("5 minutes without a sample end it, less does not and does not count", () => {
  const run = line();
  run.minutes(70, HIGH);
  const before = run.ann()?.lasted_ms;
  run.at(69 * STEP + 300, HIGH);
  assert.equal(run.ann()?.lasted_ms, before);
  run.at(69 * STEP + 601, HIGH);
  assert.deepEqual([run.ann()?.lasted_ms, run.ann()?.persistent], [0, false]);
  assert.deepEqual(kinds(run.events), ["spike", "persistent", "over", "spike"]);
});

Deno.test("a restart of the host ends it; a sample without processes says nothing", () => {
  const run = line();
  run.minutes(70, HIGH);
  const { state } = run;
  const failed = sampleAt(70 * STEP, null).collectors.map((one) =>
    one.name === "processes" ? { ...one, state: "failed" as const } : one
  );
  run.at(70 * STEP, null, { collectors: failed });
  assert.equal(run.state, state);
  run.at(-1000, HIGH);
  assert.equal(run.ann()?.persistent, false);
});

Deno.test("nobody uses more than all there is", () => {
  const run = line();
  run.minutes(1, { cpu: 122, memory: 130 });
  assert.deepEqual([run.ann()?.peak_percent, run.ann("memory")?.peak_percent], [100, 100]);
});

Deno.test("thousands of users at once are each their own", () => {
  const run = line({ cpu_percent: 1 });
  const users = Array.from(
    { length: 5000 },
    (_, index) =>
      userOf(`u${index}`, 1000 + index, { cpu_percent: index % 2 === 0 ? 40 : 1, memory_percent: 0 }),
  );
  for (let minute = 0; minute <= 60; minute++) run.at(minute * STEP, null, { users });
  assert.equal(run.state.episodes.size, 2500);
  assert.ok([...run.state.episodes.values()].every(({ persistent, uid }) => persistent && uid % 2 === 0));
});

const shares = fc.array(
  fc.record({ cpu: fc.integer({ min: 0, max: 100 }), memory: fc.integer({ min: 0, max: 100 }) }),
  {
    minLength: 1,
    maxLength: 150,
  },
);
/** Mostly above 80, so that episodes get long. */
const mostlyHigh = fc.array(
  fc.oneof({ weight: 30, arbitrary: fc.integer({ min: 80, max: 100 }) }, fc.integer({ min: 0, max: 79 })),
  { minLength: 1, maxLength: 200 },
);

Deno.test("persistent is whoever has one sample below at most in an hour of an episode", () => {
  fc.assert(fc.property(mostlyHigh, (values) => {
    const run = line();
    let first = 0; // first sample of the episode by a plain reading of the rule
    let below: number[] = [];
    values.forEach((cpu, minute) => {
      run.minutes(1, { cpu, memory: 0 });
      const recent = below.filter((one) => minute - one < 60);
      if (run.ann() === undefined) {
        const ends = cpu < 80 && (recent.length > 0 || minute === first);
        assert.ok(ends, `nothing ended it at ${minute}`);
        first = minute + 1;
        below = [];
        return;
      }
      if (cpu < 80) {
        assert.deepEqual(recent, [], `a second dip at ${minute}`);
        below = [minute];
      }
      if (run.ann()?.persistent) assert.ok(minute - first >= 60);
      else assert.ok(minute - first < 60 || cpu < 80);
    });
  }));
});

Deno.test("average and peak are those of the samples of the episode", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 80, max: 100 }), { minLength: 1, maxLength: 100 }), (values) => {
      const run = line();
      for (const cpu of values) run.minutes(1, { cpu, memory: 0 });
      const sum = values.reduce((total, value) => total + value, 0);
      assert.equal(run.ann()?.peak_percent, Math.max(...values));
      assert.ok(Math.abs((run.ann()?.average_percent ?? 0) - sum / values.length) < 1e-9);
      assert.equal(run.ann()?.lasted_ms, (values.length - 1) * STEP * 1000);
    }),
  );
});

Deno.test("CPU and memory do not touch each other", () => {
  fc.assert(fc.property(shares, (samples) => {
    const both = line();
    const cpu = line();
    const memory = line();
    for (const one of samples) {
      both.minutes(1, one);
      cpu.minutes(1, { ...one, memory: 0 });
      memory.minutes(1, { ...one, cpu: 0 });
    }
    assert.deepEqual(both.ann("cpu"), cpu.ann("cpu"));
    assert.deepEqual(both.ann("memory"), memory.ann("memory"));
  }));
});

Deno.test("a restart at any moment changes nothing", () => {
  fc.assert(fc.property(mostlyHigh, fc.nat(), (values, at) => {
    const whole = line();
    const torn = line();
    values.forEach((cpu, minute) => {
      whole.minutes(1, { cpu, memory: 85 });
      torn.minutes(1, { cpu, memory: 85 });
      if (minute === at % values.length) torn.state = decodeState(encodeState(torn.state));
    });
    assert.deepEqual(torn.state, whole.state);
    assert.deepEqual(kinds(torn.events), kinds(whole.events));
  }));
});

Deno.test("setting the clock on the wall neither begins nor ends anything", () => {
  fc.assert(fc.property(mostlyHigh, fc.array(fc.nat(4e12), { minLength: 1 }), (values, walls) => {
    const calm = line();
    const wild = line();
    values.forEach((cpu, minute) => {
      wild.wall_ms = walls[minute % walls.length] ?? 0;
      calm.minutes(1, { cpu, memory: 0 });
      wild.minutes(1, { cpu, memory: 0 });
    });
    assert.deepEqual(kinds(wild.events), kinds(calm.events));
    assert.deepEqual({ ...wild.ann(), since_ms: 0 }, { ...calm.ann(), since_ms: 0 });
  }));
});

Deno.test("a kept state that is damaged is one without episodes", () => {
  fc.assert(fc.property(fc.string(), (text) => assert.deepEqual(decodeState(text), NOBODY)));
  assert.deepEqual(decodeState(null), NOBODY);
  assert.deepEqual(decodeState('{"uptime_seconds":1,"episodes":[{"uid":"x"}]}'), NOBODY);
});
