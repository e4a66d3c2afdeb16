import assert from "node:assert/strict";
import { configSchema } from "../../../src/config/mod.ts";
import { CortexError, latestMetrics, MAX_POINTS } from "../../../src/contract/mod.ts";
import { isUnfit, kept, START_MS } from "./_history.ts";
import { cpuOf, networkOf, sampleOf, userOf } from "./_host.ts";

const iso = (ms: number) => new Date(ms).toISOString();

Deno.test("a range is answered in steps, with gaps where nothing was recorded", () => {
  using host = kept();
  const usages = [10, 20, null, 40];
  usages.forEach((usage, tick) => {
    if (usage !== null) host.history.record(sampleOf(START_MS + tick * 10_000, { cpu: cpuOf(usage) }));
  });
  host.now_ms = START_MS + 40_000;
  assert.deepEqual(host.ask({ series: "cpu_usage_percent", from: iso(START_MS) }), {
    from: "2026-11-21T12:00:00.000Z",
    to: "2026-11-21T12:00:40.000Z",
    step_seconds: 10,
    resolution_seconds: 10,
    aggregation: "avg",
    items: [{
      series: "cpu_usage_percent",
      unit: "percent",
      help: "CPU time not idle, all cores",
      group_by: "none",
      subject: "",
      values: usages,
    }],
    left_out: 0,
  });
  const [wide] = host.ask({
    series: "cpu_usage_percent",
    from: iso(START_MS),
    step_seconds: 20,
    aggregation: "max",
  }).items;
  assert.deepEqual(wide?.values, [20, 40]);
});

Deno.test("one series for each subject, one of all, or that of one", () => {
  using host = kept();
  const network = [networkOf("eth0", 100), networkOf("lo", 20)];
  host.history.record(sampleOf(START_MS, { network, users: [userOf("ada", 30), userOf("bob", 50)] }));
  host.now_ms = START_MS + 10_000;
  const ask = (series: string, more: Record<string, unknown> = {}) =>
    host.ask({ series, from: iso(START_MS), ...more }).items
      .map(({ subject, group_by, values }) => [group_by, subject, ...values]);
  assert.deepEqual(ask("network_rx_bytes_per_second"), [["interface", "eth0", 100], ["interface", "lo", 20]]);
  assert.deepEqual(ask("network_rx_bytes_per_second", { group_by: "none" }), [["none", "", 120]]);
  assert.deepEqual(ask("network_rx_bytes_per_second", { subject: "lo" }), [["interface", "lo", 20]]);
  assert.deepEqual(ask("user_cpu_percent", { group_by: "user" }), [["user", "ada", 30], ["user", "bob", 50]]);
  assert.deepEqual(ask("user_cpu_percent", { group_by: "none" }), [["none", "", 80]]);
  assert.deepEqual(ask("disk_usage_percent"), [["mount", "/boot", 20], ["mount", "/", 81]]);
  assert.deepEqual(ask("disk_usage_percent", { group_by: "none" }), [["none", "", 50.5]]);
  assert.deepEqual(ask("load_1,memory_usage_percent"), [["none", "", 0.42], ["none", "", 25]]);
});

Deno.test("figures that only their collector knows are recorded and asked for by name", () => {
  using host = kept();
  host.history.record(sampleOf(START_MS, { figures: { entropy_bits: 256, nobody_knows: 1 } }));
  host.history.record(sampleOf(START_MS + 10_000, { figures: { entropy_bits: null } }));
  host.now_ms = START_MS + 20_000;
  const [line] = host.ask({ series: "entropy_bits", from: iso(START_MS) }).items;
  assert.deepEqual([line?.unit, line?.help, line?.values], ["bits", "Random bits", [256, null]]);
  assert.throws(() => host.ask({ series: "nobody_knows" }), isUnfit("series"));
  assert.throws(() => host.ask({ series: "entropy_bit" }), /did you mean "entropy_bits"/);
});

Deno.test("what cannot be asked is refused with what can", () => {
  using host = kept();
  host.now_ms = START_MS;
  const refused = (field: string, input: Record<string, unknown>) =>
    assert.throws(() => host.ask({ series: "load_1", ...input }), isUnfit(field));
  assert.throws(() => host.ask({ series: "cpu_usage_pecent" }), /did you mean "cpu_usage_percent"/);
  refused("series", { series: "load_1," });
  refused("group_by", { group_by: "user" });
  refused("group_by", { series: "user_cpu_percent", group_by: "mount" });
  refused("from", { from: iso(START_MS), to: iso(START_MS) });
  refused("step_seconds", { from: iso(START_MS - 86_400_000), step_seconds: 10 });
});

Deno.test("a chosen step never gives more values than a reply may have, whatever the range", () => {
  using host = kept();
  const network = Array.from({ length: 16 }, (_, index) => networkOf(`eth${index}`, index));
  host.history.record(sampleOf(START_MS, { network }));
  const names = "network_rx_bytes_per_second,network_tx_bytes_per_second";
  for (const series of ["load_1", names]) {
    for (const seconds of [10, 3600, 43_211, 86_400, 604_800, 2_592_000, 31_536_000, 315_360_000]) {
      host.now_ms = START_MS + 5432;
      const reply = host.ask({ series, from: iso(host.now_ms - seconds * 1000) });
      const points = reply.items.reduce((sum, item) => sum + item.values.length, 0);
      assert(points > 0 && points <= MAX_POINTS, `${seconds} s: ${points}`);
      assert(Date.parse(reply.from) <= host.now_ms - seconds * 1000);
      assert(Date.parse(reply.to) >= host.now_ms);
      assert.equal(reply.step_seconds % reply.resolution_seconds, 0);
    }
  }
});

Deno.test("the finest tier that covers the range answers", () => {
  using host = kept();
  const resolution = (seconds: number, more: Record<string, unknown> = {}) =>
    host.ask({ series: "load_1", from: iso(host.now_ms - seconds * 1000), ...more }).resolution_seconds;
  assert.equal(resolution(3600), 10);
  assert.equal(resolution(86_400, { aggregation: "last" }), 10);
  assert.equal(resolution(100_000, { aggregation: "last" }), 60);
  assert.equal(resolution(604_800, { aggregation: "last" }), 60);
  assert.equal(resolution(2_592_000, { aggregation: "last" }), 900);
  assert.equal(resolution(2_592_000 * 12, { aggregation: "last" }), 900);
});

Deno.test("more subjects than a reply has room for are counted", () => {
  using host = kept();
  host.config = configSchema.parse({ history: { max_users: 100 } });
  host.history.record(sampleOf(START_MS, {
    users: Array.from({ length: 70 }, (_, index) => userOf(`user${index}`, index)),
  }));
  host.now_ms = START_MS + 10_000;
  const reply = host.ask({ series: "user_cpu_percent", from: iso(START_MS) });
  assert.equal(reply.items.length, 60);
  assert.equal(reply.left_out, 10);
});

Deno.test("the most loaded users are recorded, as many as may be", () => {
  using host = kept();
  host.config = configSchema.parse({ history: { max_users: 2 } });
  host.history.record(sampleOf(START_MS, {
    users: [userOf("idle", 0), userOf("busy", 150), userOf("fat", 0, 60)],
  }));
  const { items } = host.history.latest({ series: "user_cpu_percent" });
  assert.deepEqual(items.map((item) => item.subject).sort(), ["busy", "fat"]);
});

Deno.test("the last values: none before the first sample, then all that there are", () => {
  using host = kept();
  assert.throws(
    () => host.history.latest({}),
    (error) => error instanceof CortexError && error.code === "NOT_READY",
  );
  host.history.record(sampleOf(START_MS, { cpu: null }));
  const all = latestMetrics().parse(host.history.latest({}));
  assert.equal(all.taken_at, "2026-11-21T12:00:00.000Z");
  assert(!all.items.some((item) => item.series === "load_1"), "what could not be read is left out");
  assert.deepEqual(host.history.latest({ series: "disk_usage_percent,processes" }).items, [
    { series: "processes", unit: "", group_by: "none", subject: "", value: 120 },
    { series: "disk_usage_percent", unit: "percent", group_by: "mount", subject: "/boot", value: 20 },
    { series: "disk_usage_percent", unit: "percent", group_by: "mount", subject: "/", value: 81 },
  ]);
  assert.throws(() => host.history.latest({ series: "nothing" }), isUnfit("series"));
});
