import assert from "node:assert/strict";
import { SERIES } from "../../../src/metrics/history/series.ts";
import { assembleSample } from "../../../src/monitor/assemble.ts";
import type { CollectorContext } from "../../../src/monitor/collector.ts";
import { COLLECTORS, FIGURES } from "../../../src/monitor/collectors.ts";
import { descriptors } from "../../../src/monitor/collectors/descriptors.ts";
import { host } from "../../../src/monitor/collectors/host.ts";
import { load } from "../../../src/monitor/collectors/load.ts";
import { paging } from "../../../src/monitor/collectors/paging.ts";
import { pressure } from "../../../src/monitor/collectors/pressure.ts";
import type { Parts } from "../../../src/monitor/parts.ts";
import { monitorPermissions } from "../../../src/monitor/launch.ts";
import { createProcessTable } from "../../../src/monitor/process_table.ts";
import { collectOnce, contextOf, memoryHost, printed, recorded, recordedHosts, tickAt } from "./_hosts.ts";
import { SAMPLE_SHAPE } from "./_sample_shape.ts";

/** Every part of a sample, each from a collector of its own. */
async function collectAll(context: CollectorContext): Promise<Partial<Parts>> {
  const entries = COLLECTORS.map(async (
    { name, create },
  ) => [name, await create(context)(tickAt(0)) ?? undefined]);
  return Object.fromEntries(await Promise.all(entries));
}

for (const name of recordedHosts()) {
  Deno.test(`a sample of ${name} is what the contract says`, async () => {
    const parts = await collectAll(contextOf(recorded(name)));
    const sample = assembleSample({ taken_at_ms: 0, elapsed_ms: 0, parts, runs: [] });
    SAMPLE_SHAPE.parse(sample);
    assert.ok(sample.cpu && sample.memory && sample.processes && sample.descriptors);
    assert.ok(sample.host.cores >= 1 && sample.host.kernel !== "");
  });

  Deno.test(`on ${name} collectors read what they say and nothing else`, async () => {
    for (const collector of COLLECTORS) {
      const real = recorded(name);
      const read: string[] = [];
      const note = <T>(path: string, result: T) => (read.push(path), result);
      const watched = {
        ...real,
        read: (path: string, limit?: number) => note(path, real.read(path, limit)),
        readText: (path: string, limit?: number) => note(path, real.readText(path, limit)),
        list: (path: string) => note(path, real.list(path)),
      };
      // The table reads the units of the kernel once, when it is made.
      const processes = createProcessTable(watched);
      assert.deepEqual(read.splice(0), ["/proc/self/auxv"]);
      await collector.create({ host: watched, processes, ignored_mounts: new Set() })(tickAt(0));
      assert.ok(read.length > 0, `${collector.name} reads nothing`);
      for (const path of read) {
        const covered = collector.reads.some((each) => path === each || path.startsWith(`${each}/`));
        assert.ok(covered, `${collector.name} reads ${path} and does not say so`);
      }
    }
  });
}

Deno.test("collectors have names of their own and say what they are", () => {
  const names = COLLECTORS.map(({ name }) => name);
  assert.deepEqual([...new Set(names)], names);
  for (const { help } of COLLECTORS) assert.match(help, /^[A-Z].*[^.]$/);
});

Deno.test("the worker's permissions follow from what collectors read", () => {
  assert.deepEqual(monitorPermissions({ host_root: "", libc: "/lib/libc.so.6" }), {
    read: ["/etc/os-release", "/etc/passwd", "/proc", "/sys", "/usr/lib/os-release"],
    ffi: ["/lib/libc.so.6"],
  });
  assert.deepEqual(monitorPermissions({ host_root: "/run/host", libc: "" }), {
    read: ["/run/host"],
    sys: ["statfs"],
  });
});

Deno.test("what failed or is off leaves its part empty and nothing else", () => {
  const sample = assembleSample({ taken_at_ms: 0, elapsed_ms: 0, parts: {}, runs: [] });
  assert.deepEqual(
    [sample.cpu, sample.memory, sample.disks, sample.network, sample.processes, sample.users, sample.top],
    [null, null, [], [], null, [], { cpu: [], memory: [] }],
  );
  assert.equal(sample.host.hostname, "unknown");
});

Deno.test("a host is named by its kernel and os-release", async () => {
  const name = "debian-12-odd";
  const found = await collectOnce(host, recorded(name));
  const about = (key: string) => new RegExp(`^${key}: (.*)$`, "m").exec(printed(name, ".about"))?.[1];
  const btime = Number(/^btime (\d+)$/m.exec(printed(name, "proc/stat"))?.[1]);
  assert.deepEqual(found, {
    hostname: "odd.example.org",
    kernel: about("kernel")?.split(" ")[1],
    os: about("distribution"),
    boot_at: new Date(btime * 1000).toISOString(),
    uptime_seconds: parseFloat(printed(name, "proc/uptime")),
    cores: 4,
  });
});

Deno.test("os-release may stand in /usr/lib, and quote as a shell does", async () => {
  const named = async (line: string) => {
    const files = {
      "/proc/stat": "btime 1",
      "/proc/uptime": "1 1",
      "/usr/lib/os-release": `ID=x\n${line}\n`,
    };
    return (await collectOnce(host, memoryHost(files)))?.os;
  };
  assert.equal(await named("PRETTY_NAME='A \"B\"'"), 'A "B"');
  assert.equal(await named('PRETTY_NAME="A \\"B\\" \\$1"'), 'A "B" $1');
  assert.equal(await named("PRETTY_NAME=Plain"), "Plain");
  assert.equal(await named("NAME=Other"), "Linux");
});

Deno.test("load averages", async () => {
  const found = await collectOnce(load, memoryHost({ "/proc/loadavg": "2.47 0.68 0.23 3/129 314\n" }));
  assert.deepEqual(found, { load_1: 2.47, load_5: 0.68, load_15: 0.23 });
});

Deno.test("pressure of a kernel that has it, that has it in part, that has it switched off, that has none", async () => {
  const now =
    "some avg10=2.32 avg60=1.94 avg300=0.60 total=2\nfull avg10=0.10 avg60=0.20 avg300=0.30 total=0\n";
  const full = await collectOnce(pressure, memoryHost({ "/proc/pressure/cpu": now }));
  assert.deepEqual(full?.cpu, {
    some_avg10: 2.32,
    some_avg60: 1.94,
    some_avg300: 0.6,
    full_avg10: 0.1,
    full_avg60: 0.2,
    full_avg300: 0.3,
  });
  const old = "some avg10=1.00 avg60=2.00 avg300=3.00 total=4\n";
  const part = await collectOnce(pressure, memoryHost({ "/proc/pressure/cpu": old }));
  assert.deepEqual([part?.cpu?.some_avg60, part?.cpu?.full_avg60, part?.memory], [2, null, null]);
  const off = { "/proc/pressure/cpu": "EOPNOTSUPP", "/proc/pressure/memory": "EOPNOTSUPP" };
  assert.equal(await collectOnce(pressure, memoryHost(off)), null);
  assert.equal(await collectOnce(pressure, recorded("linux-5.10-busybox")), null);
  const all = await collectOnce(pressure, recorded("debian-12-odd"));
  assert.ok(all?.cpu && all.memory && all.io);
});

Deno.test("open files of the host, however many there may be", async () => {
  const some = await collectOnce(descriptors, memoryHost({ "/proc/sys/fs/file-nr": "1500\t500\t4000\n" }));
  assert.deepEqual(some, { used: 1000, max: 4000, usage_percent: 25 });
  const many = await collectOnce(
    descriptors,
    memoryHost({ "/proc/sys/fs/file-nr": "1056\t0\t9223372036854775807\n" }),
  );
  assert.deepEqual(many, { used: 1056, max: Number.MAX_SAFE_INTEGER, usage_percent: 0 });
});

Deno.test("pages swapped are rates, kills are a count, and what an old kernel does not count is null", () => {
  let text = "nr_free_pages 1\npswpin 97\npswpout 20599\noom_kill 2\n";
  const collect = paging.create(contextOf(memoryHost({ "/proc/vmstat": () => text })));
  assert.deepEqual(collect(tickAt(0)), {
    swap_in_pages_per_second: 0,
    swap_out_pages_per_second: 0,
    oom_kills: 2,
  });
  text = "pswpin 107\npswpout 20604\n";
  assert.deepEqual(collect(tickAt(10_000)), {
    swap_in_pages_per_second: 1,
    swap_out_pages_per_second: 0.5,
    oom_kills: null,
  });
});

Deno.test("figures have names that no other series has, unit at the end", () => {
  const names = [...SERIES, ...FIGURES].map(({ name }) => name);
  assert.deepEqual([...new Set(names)], names);
  for (const { name, unit, help } of FIGURES) {
    assert.ok(name.endsWith(unit), `${name} does not end with ${unit}`);
    assert.match(help, /^[A-Z].*[^.]$/);
  }
});
