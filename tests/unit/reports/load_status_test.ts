import assert from "node:assert/strict";
import fc from "fast-check";
import { type LoadInput, loadStatus } from "../../../src/reports/load_status.ts";
import { type Changes, sampleOf } from "../alerts/_host.ts";
import { persistentUser } from "../cli/_users.ts";
import { stall } from "../operations/sample_health.ts";

const THRESHOLDS = { cpu: 90, memory: 85, load: 2, cpu_pressure: 20, memory_pressure: 20, io_pressure: 20 };

/** The judgement on a host with these figures and so many cores. */
function judge(changes: Changes = {}, cores = 4, more: Partial<LoadInput> = {}) {
  const sample = sampleOf(changes);
  const host = { ...sample.host, cores };
  return loadStatus({ sample: { ...sample, host }, thresholds: THRESHOLDS, persistent: [], ...more });
}

Deno.test("a host with little to do is light, for no reason", () => {
  assert.deepEqual(judge(), { load_status: "light", load_reasons: [] });
  assert.equal(judge({ cpu_percent: 60, memory_percent: 60 }).load_status, "light");
});

Deno.test("above 60 % is medium, at the threshold heavy, with the figure", () => {
  assert.deepEqual(judge({ cpu_percent: 71.25 }), {
    load_status: "medium",
    load_reasons: ["CPU at 71.3 % of 4 cores; medium above 60"],
  });
  assert.deepEqual(judge({ cpu_percent: 70, memory_percent: 85 }), {
    load_status: "heavy",
    load_reasons: ["Memory at 85 %; heavy from 85", "CPU at 70 % of 4 cores; medium above 60"],
  });
  assert.equal(
    judge({ cpu_percent: 50 }, 4, { thresholds: { ...THRESHOLDS, cpu: 50 } }).load_status,
    "heavy",
  );
});

Deno.test("a load of 8 is nothing on 16 cores, medium on 6 and heavy on 4", () => {
  const loads = [16, 6, 4].map((cores) => judge({ load_5: 8 }, cores));
  assert.deepEqual(loads.map(({ load_status }) => load_status), ["light", "medium", "heavy"]);
  assert.deepEqual(loads[2]?.load_reasons, ["Load of 5 minutes at 2 a core; heavy from 2"]);
});

Deno.test("pressure counts, whatever the usage is", () => {
  const pressed = (cpu: number, io: number) =>
    judge({ pressure: { cpu: stall(cpu), memory: null, io: stall(io) } });
  assert.equal(pressed(12, 12).load_status, "light");
  assert.deepEqual(pressed(0, 13), {
    load_status: "medium",
    load_reasons: ["Tasks waited for I/O in 13 % of the last minute; medium above 12"],
  });
  assert.equal(pressed(20, 0).load_status, "heavy");
});

Deno.test("a persistent user makes a host heavy, and is named", () => {
  assert.deepEqual(judge({}, 4, { persistent: [persistentUser] }), {
    load_status: "heavy",
    load_reasons: ['User "ann" at 93.1 % of all cores on average since 2026-11-21 10:20 UTC'],
  });
});

Deno.test("what is unknown does not count, and without a threshold nothing is heavy", () => {
  assert.equal(judge({ failed: ["cpu", "memory"], load_5: 100 }).load_status, "light");
  const none = {
    cpu: null,
    memory: null,
    load: null,
    cpu_pressure: null,
    memory_pressure: null,
    io_pressure: null,
  };
  assert.equal(judge({ cpu_percent: 99, load_5: 99 }, 4, { thresholds: none }).load_status, "medium");
});

Deno.test("more of anything never makes a host lighter, and only light hosts have no reason", () => {
  const order = ["light", "medium", "heavy"];
  const figures = fc.record({ cpu: fc.nat(100), memory: fc.nat(100), load: fc.nat(64), more: fc.nat(30) });
  fc.assert(fc.property(figures, fc.integer({ min: 1, max: 64 }), ({ cpu, memory, load, more }, cores) => {
    const of = (extra: number) =>
      judge({ cpu_percent: cpu + extra, memory_percent: memory + extra, load_5: load + extra }, cores);
    const [less, greater] = [of(0), of(more)];
    assert.ok(order.indexOf(less.load_status) <= order.indexOf(greater.load_status));
    for (const { load_status, load_reasons } of [less, greater]) {
      assert.equal(load_status === "light", load_reasons.length === 0);
    }
  }));
});

Deno.test("a host that tells no cores counts as one; figures below 10 have two digits", () => {
  assert.deepEqual(judge({ load_5: 8.256 }, 0).load_reasons, [
    "Load of 5 minutes at 8.26 a core; heavy from 2",
  ]);
  assert.deepEqual(judge({ load_5: 10.256 }, 1).load_reasons, [
    "Load of 5 minutes at 10.3 a core; heavy from 2",
  ]);
  assert.deepEqual(judge({ load_5: 10 }, 1).load_reasons, ["Load of 5 minutes at 10 a core; heavy from 2"]);
});
