import assert from "node:assert/strict";
import fc from "fast-check";
import { cpu } from "../../../src/monitor/collectors/cpu.ts";
import { changingHost, contextOf, memoryHost, recorded, tickAt } from "./_hosts.ts";

Deno.test("a core that was burnt between two ticks shows, and the others do not", () => {
  const host = changingHost(recorded("debian-12-odd"));
  const collect = cpu.create(contextOf(host));
  collect(tickAt(0));
  host.become(recorded("debian-12-odd.later"));
  const usage = collect(tickAt(40_000));
  assert.ok(usage && !(usage instanceof Promise));
  const [cpu0 = 100, cpu1 = 0, cpu2 = 100, cpu3 = 100] = usage.per_core_percent;
  assert.ok(cpu1 > 95, `${cpu1}`);
  const mean = (cpu0 + cpu1 + cpu2 + cpu3) / 4;
  assert.ok(Math.abs(usage.usage_percent - mean) < 5, `${usage.usage_percent} and not about ${mean}`);
  assert.ok(Math.max(cpu0, cpu2, cpu3) < 90);
});

Deno.test("only cores that are online count", () => {
  const usage = cpu.create(contextOf(recorded("debian-12-rt")))(tickAt(0));
  assert.ok(usage && !(usage instanceof Promise));
  assert.equal(usage.per_core_percent.length, 2);
});

Deno.test("without a tick before there is nothing to tell, and nothing is made up", () => {
  const usage = cpu.create(contextOf(recorded("debian-12-odd")))(tickAt(0));
  assert.ok(usage && !(usage instanceof Promise));
  assert.deepEqual([usage.usage_percent, usage.per_core_percent], [0, [0, 0, 0, 0]]);
});

Deno.test("stolen time is usage, waiting for a disk is not", () => {
  const files = { "/proc/stat": "cpu  0 0 0 0 0 0 0 0 0 0\n" };
  const collect = cpu.create(contextOf(memoryHost(files)));
  collect(tickAt(0));
  files["/proc/stat"] = "cpu  10 10 20 30 10 5 5 10 99 99\n";
  assert.deepEqual(collect(tickAt(1000)), {
    usage_percent: 60,
    user_percent: 20,
    system_percent: 30,
    iowait_percent: 10,
    steal_percent: 10,
    per_core_percent: [],
  });
});

Deno.test("whatever the counters do, no share is negative or above 100", () => {
  const counters = fc.array(fc.nat(1_000_000), { minLength: 10, maxLength: 10 });
  const lines = fc.array(counters, { minLength: 1, maxLength: 4 });
  fc.assert(fc.property(fc.array(lines, { minLength: 2, maxLength: 5 }), (readings) => {
    const files = { "/proc/stat": "" };
    const collect = cpu.create(contextOf(memoryHost(files)));
    for (const [at, reading] of readings.entries()) {
      files["/proc/stat"] = reading.map((line, core) => `cpu${core === 0 ? " " : core - 1} ${line.join(" ")}`)
        .join("\n");
      const usage = collect(tickAt(at * 1000));
      assert.ok(usage && !(usage instanceof Promise));
      const { per_core_percent, ...all } = usage;
      for (const share of [...per_core_percent, ...Object.values(all)]) assert.ok(share >= 0 && share <= 100);
    }
  }));
});

Deno.test("a core that comes back does not show the time it was away", () => {
  const files = { "/proc/stat": "cpu  0 0 0 0\ncpu0 0 0 0 0\ncpu1 50 0 0 50\n" };
  const collect = cpu.create(contextOf(memoryHost(files)));
  collect(tickAt(0));
  files["/proc/stat"] = "cpu  50 0 0 50\ncpu0 50 0 0 50\n";
  collect(tickAt(1000));
  files["/proc/stat"] = "cpu  100 0 0 100\ncpu0 100 0 0 100\ncpu1 90 0 0 60\n";
  const usage = collect(tickAt(2000));
  assert.ok(usage && !(usage instanceof Promise));
  assert.deepEqual(usage.per_core_percent, [50, 0]);
});
