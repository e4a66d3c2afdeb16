import assert from "node:assert/strict";
import { CortexError } from "../../src/contract/mod.ts";
import { monitorPermissions } from "../../src/monitor/launch.ts";
import { createMonitor } from "../../src/monitor/mod.ts";
import { HOSTS } from "../unit/core/_host_reader_suite.ts";
import { settings, startMonitor } from "./_monitor.ts";

const withCode = (code: string) => (error: unknown) => error instanceof CortexError && error.code === code;

Deno.test("this host is read through libc: every collector does its work, rates are there at once", async () => {
  await using monitor = await startMonitor();
  const sample = await monitor.first();
  const faults = sample.collectors.filter(({ state }) => state === "failed");
  assert.deepEqual(faults, []);
  assert.ok(sample.elapsed_ms >= 150 && sample.elapsed_ms < 1000, `${sample.elapsed_ms} ms`);
  assert.ok(sample.cpu && sample.cpu.per_core_percent.length === sample.host.cores);
  assert.equal(monitor.latest(), sample);
  const { state, restarts, last_heartbeat_at } = monitor.state();
  assert.deepEqual([state, restarts], ["running", 0]);
  assert.ok(last_heartbeat_at);
});

Deno.test("pages of processes come from the last scan", async () => {
  await using monitor = await startMonitor();
  const all = await monitor.processes({ sort: "pid", limit: 500 });
  const own = all.items.find((item) => item.pid === Deno.pid) ??
    (await monitor.processes({ sort: "pid", limit: 500, filter: "deno" })).items
      .find((item) => item.pid === Deno.pid);
  assert.ok(own);
  assert.equal(own.uid, Deno.uid());
  assert.ok(own.threads > 1 && own.memory_bytes > 10_000_000 && (own.open_files ?? 0) > 3);
  assert.match(own.command, /deno/);

  const first = await monitor.processes({ sort: "memory", limit: 1 });
  assert.ok(first.next_cursor);
  const second = await monitor.processes({ sort: "memory", limit: 1, cursor: first.next_cursor });
  assert.notEqual(first.items[0]?.pid, second.items[0]?.pid);
  await assert.rejects(
    monitor.processes({ sort: "cpu", limit: 1, cursor: first.next_cursor }),
    withCode("INVALID_PARAMS"),
  );
});

Deno.test("a recorded host is read from files, with no ffi at all", async () => {
  await using monitor = await startMonitor({ host_root: `${HOSTS}debian-12-odd` });
  const sample = await monitor.first();
  assert.equal(sample.host.hostname, "odd.example.org");
  assert.ok(sample.disks.some((disk) => disk.mount_point === "/mnt/few inodes"));
  assert.deepEqual(sample.collectors.filter(({ state }) => state !== "ok"), []);
});

Deno.test("the space of plain folders is asked from the system where nothing is recorded", async () => {
  const root = await Deno.makeTempDir({ dir: "/tmp", prefix: "cortex-host-" });
  try {
    await Deno.mkdir(`${root}/proc/self`, { recursive: true });
    await Deno.writeTextFile(`${root}/proc/self/mountinfo`, "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n");
    await using monitor = await startMonitor({ host_root: root });
    const sample = await monitor.first();
    assert.deepEqual(sample.disks.map((disk) => disk.mount_point), ["/"]);
    assert.ok((sample.disks[0]?.total_bytes ?? 0) > 0);
    const states = new Map(sample.collectors.map(({ name, state }) => [name, state]));
    assert.deepEqual([states.get("cpu"), states.get("network")], ["failed", "absent"]);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("settings change while it runs, and libc is not bound again", async () => {
  await using monitor = await startMonitor({ interval_ms: 3_600_000 });
  const before = await monitor.first();
  assert.ok(before.network.length > 0);
  await monitor.reconfigure(
    settings({ interval_ms: 50, disabled_collectors: ["network"], ignored_mounts: ["/"] }),
  );
  while (monitor.samples.length < 3) await new Promise((resolve) => setTimeout(resolve, 20));
  const after = monitor.latest();
  assert.ok(after);
  assert.deepEqual(after.network, []);
  assert.ok(!after.collectors.some(({ name }) => name === "network"));
  assert.ok(!after.disks.some((disk) => disk.mount_point === "/"));
});

Deno.test("a monitor that cannot read its host does not start, and says why", async () => {
  const missing = { ...settings({ host_root: "/nonexistent-root" }) };
  const monitor = createMonitor({
    settings: missing,
    permissions: monitorPermissions(missing),
    onSample() {},
  });
  assert.equal(monitor.state().state, "off");
  await assert.rejects(monitor.first(), withCode("NOT_READY"));
  await assert.rejects(monitor.start(new AbortController().signal), {
    code: "UNAVAILABLE",
    message: /"\/nonexistent-root": there is no such folder; give/,
  });
  assert.equal(monitor.state().state, "off");
});

Deno.test("five hundred forks in a moment leave no trace in the collectors' states", async () => {
  await using monitor = await startMonitor({ interval_ms: 50 });
  await monitor.first();
  const storm = new Deno.Command("/bin/sh", {
    args: ["-c", "i=0; while [ $i -lt 500 ]; do /bin/true & i=$((i+1)); done; wait"],
  }).spawn();
  await storm.status;
  assert.ok(monitor.samples.length > 1);
  const faults = monitor.samples.flatMap((sample) => sample.collectors).filter(({ state }) =>
    state === "failed" || state === "timed_out"
  );
  assert.deepEqual(faults, []);
});
