import assert from "node:assert/strict";
import type { Sample } from "../../src/core/sample.ts";
import { run, startMonitor } from "./_monitor.ts";

const MB = 1_000_000;

/** A sample, and right after it what a program says. */
async function sampleBeside(program: string, ...args: string[]): Promise<[Sample, string | null]> {
  await using monitor = await startMonitor();
  const sample = await monitor.first();
  return [sample, await run(program, ...args)];
}

/** Asserts that two figures differ by no more than what a busy machine changes in a moment. */
function assertNear(actual: number, expected: number, tolerance: number, what: string): void {
  assert.ok(
    Math.abs(actual - expected) <= tolerance,
    `${what}: ${actual}, and not ${expected} ± ${tolerance}`,
  );
}

/** Lines of df: device, total, used, available, percent, mount point. */
function dfRows(text: string) {
  return text.trimEnd().split("\n").slice(1).map((line) => {
    const [, device = "", total, used, free, percent = "", mount_point = ""] =
      /^(.*?) +(\d+) +(\d+) +(-?\d+) +(\d+%|-) (\/.*)$/.exec(line) ?? [];
    return {
      device,
      mount_point,
      total: Number(total),
      used: Number(used),
      free: Number(free),
      percent: percent === "-" ? null : parseInt(percent),
    };
  });
}

Deno.test("mounts, sizes and shares are those of df -P", async () => {
  const [sample, text] = await sampleBeside("df", "-P", "-B1");
  assert.ok(text);
  const rows = dfRows(text);
  assert.ok(rows.length > 0);
  assert.deepEqual(
    sample.disks.map(({ device, mount_point, total_bytes }) => [device, mount_point, total_bytes]),
    rows.map(({ device, mount_point, total }) => [device, mount_point, total]),
  );
  for (const [index, row] of rows.entries()) {
    const disk = sample.disks[index];
    assert.ok(disk);
    const tolerance = 64 * MB + row.total / 100;
    assertNear(disk.used_bytes, row.used, tolerance, `used on ${row.mount_point}`);
    assertNear(disk.available_bytes, row.free, tolerance, `available on ${row.mount_point}`);
    assertNear(disk.usage_percent, row.percent ?? 0, 2, `percent of ${row.mount_point}`);
  }
});

Deno.test("inodes are those of df -iP", async () => {
  const [sample, text] = await sampleBeside("df", "-iP");
  assert.ok(text);
  const rows = dfRows(text);
  assert.deepEqual(sample.disks.map((disk) => disk.mount_point), rows.map((row) => row.mount_point));
  for (const [index, row] of rows.entries()) {
    const disk = sample.disks[index];
    assert.ok(disk);
    assertNear(disk.inodes_total, row.total, row.total / 100, `inodes of ${row.mount_point}`);
    assertNear(disk.inodes_used, row.used, 5000 + row.total / 100, `inodes used on ${row.mount_point}`);
    if (row.percent === null) assert.equal(disk.inodes_usage_percent, null);
    else assertNear(disk.inodes_usage_percent ?? -1, row.percent, 2, `inode percent of ${row.mount_point}`);
  }
});

Deno.test("memory is that of free -b", async () => {
  const [sample, text] = await sampleBeside("free", "-b");
  if (text === null) return; // not every small system has procps
  const row = (name: string) =>
    new RegExp(`^${name}:(.*)$`, "m").exec(text)?.[1]?.trim().split(/\s+/).map(Number);
  const [total = 0, used = 0, , , , available = 0] = row("Mem") ?? [];
  assert.ok(sample.memory);
  assert.equal(sample.memory.total_bytes, total);
  const tolerance = 200 * MB + total / 50;
  assertNear(sample.memory.available_bytes, available, tolerance, "available");
  assertNear(sample.memory.used_bytes, used, tolerance, "used");
  const [swap_total, swap_used = 0] = row("Swap") ?? [];
  assert.equal(sample.memory.swap_total_bytes, swap_total);
  assertNear(sample.memory.swap_used_bytes, swap_used, 64 * MB, "swap");
});

Deno.test("memory is that of /proc/meminfo", async () => {
  const [sample, text] = await sampleBeside("cat", "/proc/meminfo");
  const bytes = (key: string) =>
    1024 * Number(new RegExp(`^${key}:\\s+(\\d+) kB$`, "m").exec(text ?? "")?.[1]);
  assert.ok(sample.memory);
  assert.equal(sample.memory.total_bytes, bytes("MemTotal"));
  assertNear(sample.memory.free_bytes, bytes("MemFree"), 200 * MB + bytes("MemTotal") / 50, "free");
  const cached = bytes("Cached") + bytes("SReclaimable");
  assertNear(sample.memory.cached_bytes, cached, 200 * MB + bytes("MemTotal") / 50, "cached");
});

Deno.test("load and uptime are those of /proc", async () => {
  const [sample, text] = await sampleBeside("cat", "/proc/loadavg", "/proc/uptime");
  const [load_1 = 0, load_5 = 0, load_15 = 0, , , uptime = 0] = (text ?? "").split(/\s+/).map(Number);
  assert.ok(sample.cpu);
  assertNear(sample.cpu.load_1, load_1, 1 + load_1 / 4, "load of 1 minute");
  assertNear(sample.cpu.load_5, load_5, 0.5 + load_5 / 8, "load of 5 minutes");
  assertNear(sample.cpu.load_15, load_15, 0.5 + load_15 / 8, "load of 15 minutes");
  assertNear(sample.host.uptime_seconds, uptime, 10, "uptime");
});

Deno.test("the time of boot is that of uptime -s", async () => {
  const [sample, text] = await sampleBeside("uptime", "-s");
  if (!text) return; // busybox has no -s
  const local = new Date(text.trim().replace(" ", "T")).getTime();
  assertNear(Date.parse(sample.host.boot_at), local, 5000, "boot");
});

Deno.test("the host is that of uname, with the cores of /proc/stat", async () => {
  const [sample, text] = await sampleBeside("uname", "-nr");
  assert.equal(`${sample.host.hostname} ${sample.host.kernel}`, text?.trim());
  const stat = await run("cat", "/proc/stat");
  assert.equal(sample.host.cores, stat?.match(/^cpu\d/gm)?.length);
  assert.equal(sample.cpu?.per_core_percent.length, sample.host.cores);
});

Deno.test("processes are those of /proc", async () => {
  const [sample, text] = await sampleBeside("ls", "/proc");
  const pids = text?.split("\n").filter((name) => /^\d+$/.test(name)).length ?? 0;
  assert.ok(sample.processes);
  assertNear(sample.processes.total, pids, 20 + pids / 5, "processes");
  const summed = sample.users.reduce((sum, user) => sum + user.processes, 0);
  assert.equal(summed, sample.processes.total);
});

Deno.test("interfaces and open files are those of /proc", async () => {
  const [sample, text] = await sampleBeside("cat", "/proc/net/dev", "/proc/sys/fs/file-nr");
  const names = [...(text ?? "").matchAll(/^\s*(\S+?):/gm)].map(([, name]) => name);
  assert.deepEqual(sample.network.map((each) => each.interface), names);
  const [used = 0] = text?.trimEnd().split("\n").at(-1)?.split(/\s+/).map(Number) ?? [];
  assert.ok(sample.descriptors);
  assertNear(sample.descriptors.used, used, 500 + used / 4, "open files");
});

Deno.test("a core that is burnt shows, and so does the process that burns it", async () => {
  await using monitor = await startMonitor({ interval_ms: 1000 });
  const burner = new Deno.Command("/bin/sh", { args: ["-c", "while :; do :; done"] }).spawn();
  try {
    const deadline = Date.now() + 30_000;
    for (;;) {
      const top = monitor.latest()?.top.cpu.find(({ pid }) => pid === burner.pid);
      if (top && top.cpu_percent > 10) break;
      assert.ok(Date.now() < deadline, "it never showed");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.ok((monitor.latest()?.cpu?.usage_percent ?? 0) > 5);
  } finally {
    burner.kill("SIGKILL");
    await burner.status;
  }
});
