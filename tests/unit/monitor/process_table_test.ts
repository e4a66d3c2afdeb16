import assert from "node:assert/strict";
import { createProcessTable } from "../../../src/monitor/process_table.ts";
import {
  changingHost,
  isBusybox,
  type MemoryFiles,
  memoryHost,
  printed,
  psRows,
  recorded,
  recordedHosts,
} from "./_hosts.ts";

for (const host of recordedHosts().filter((name) => !isBusybox(name))) {
  Deno.test(`the processes of ${host} are those of ps`, () => {
    const table = createProcessTable(recorded(host));
    const { counts } = table.scan(0, 0);
    const found = new Map([...table.entries()].map((entry) => [entry.pid, entry]));
    assert.equal(counts.total, found.size);
    // ps ran a moment later: it has itself, and kernel threads the tree leaves out.
    const common = psRows(host).filter(({ pid }) => found.has(pid)).map(({ state: _, ...row }) => row);
    assert.ok(common.length >= found.size - 3, `${common.length} of ${found.size} processes`);
    assert.deepEqual(
      common.map(({ pid }) => {
        const entry = found.get(pid);
        assert.ok(entry);
        const { parent_pid, threads, uid } = entry;
        return { pid, parent_pid, threads, uid, user: table.userName(uid) };
      }),
      common,
    );
  });
}

Deno.test("odd names are read as they are", () => {
  const table = createProcessTable(recorded("debian-12-odd"));
  table.scan(0, 0);
  const names = new Set([...table.entries()].map((entry) => entry.name));
  for (
    const name of [
      "two words",
      ") R 1 (",
      "((nested) (pare",
      "line\nbreak",
      "tab\tstop",
      "back\\slash\\n",
      "[kworker]",
      "ünïcödé",
      "latin1-\ufffd\ufffd",
      "1 (x) S 1 1",
      "burn) (R",
    ]
  ) assert.ok(names.has(name), JSON.stringify([name, [...names]]));
});

Deno.test("CPU is what a process used between two scans; a new one's counts since its start", () => {
  const host = changingHost(recorded("debian-12-odd"));
  const table = createProcessTable(host);
  table.scan(0, 0);
  const before = new Map([...table.entries()].map((entry) => [entry.pid, { ...entry }]));
  for (const { cpu_percent } of before.values()) assert.equal(cpu_percent, 0);
  host.become(recorded("debian-12-odd.later"));
  const uptime = (name: string) => parseFloat(printed(name, "proc/uptime"));
  const passed_ms = 1000 * (uptime("debian-12-odd.later") - uptime("debian-12-odd"));
  const { top } = table.scan(passed_ms, passed_ms);
  const after = [...table.entries()];
  assert.ok(top.cpu.some(({ name }) => name === "burn) (R"));
  const reused = after.find(({ pid, start_ticks }) =>
    before.get(pid)?.start_ticks !== start_ticks && before.has(pid)
  );
  assert.equal(reused?.name, "sleep");
  assert.ok(after.every(({ cpu_percent, threads }) => cpu_percent >= 0 && cpu_percent <= 110 * threads));
});

/** Files of processes and what a scan needs besides. */
function hostOf(processes: Record<number, string>, uptime = "1000.00 0"): MemoryFiles {
  const files: MemoryFiles = {
    "/proc/uptime": uptime,
    "/proc/meminfo": "MemTotal: 4000 kB\n",
    "/etc/passwd": "root:x:0:0::/:/bin/sh\nalice:x:1000:1000::/:/bin/sh\n",
  };
  for (const [pid, stat] of Object.entries(processes)) {
    files[`/proc/${pid}/stat`] = stat;
    files[`/proc/${pid}/status`] = status(0);
  }
  return files;
}

const status = (uid: number) => `Name:\tx\nUid:\t1\t${uid}\t2\t3\n`;
const stat = (pid: number, comm: string, ticks: number, start: number, state = "S", pages = 10) =>
  `${pid} (${comm}) ${state} 1 1 1 0 -1 0 0 0 0 0 ${ticks} 0 0 0 20 0 2 0 ${start} 0 ${pages} 0`;

Deno.test("a process that is old when first seen has no rate before the second scan", () => {
  const files = hostOf({ 5: stat(5, "a", 100, 50) });
  const table = createProcessTable(memoryHost(files));
  table.scan(0, 0);
  files["/proc/6/stat"] = stat(6, "hidden", 5000, 60);
  files["/proc/6/status"] = status(0);
  table.scan(1000, 1000);
  const percent = () => Object.fromEntries([...table.entries()].map((each) => [each.pid, each.cpu_percent]));
  assert.deepEqual(percent(), { 5: 0, 6: 0 });
  files["/proc/6/stat"] = stat(6, "hidden", 5100, 60);
  files["/proc/5/stat"] = stat(5, "a", 90, 50); // counters never take away
  table.scan(2000, 2000);
  assert.deepEqual(percent(), { 5: 0, 6: 100 });
});

Deno.test("short processes count with what they used of the time between two scans, so that sums are true", () => {
  const files = hostOf({});
  const table = createProcessTable(memoryHost(files));
  table.scan(0, 0);
  // Four that started 0.1 s ago, each on a core of its own since.
  const young = [5, 6, 7, 8].map((pid) => [pid, stat(pid, "cc1", 10, 100_990)]);
  Object.assign(files, hostOf(Object.fromEntries(young), "1010.00 0"));
  table.scan(10_000, 10_000);
  assert.deepEqual([...table.entries()].map(({ cpu_percent }) => cpu_percent), [1, 1, 1, 1]);
});

Deno.test("processes that vanish while they are read are no error and leave no trace", () => {
  const files = hostOf({ 5: stat(5, "a", 1, 1), 6: stat(6, "b", 1, 1), 7: stat(7, "c", 1, 1) });
  files["/proc/6/stat"] = () => null;
  files["/proc/7/status"] = () => null;
  files["/proc/8/stat"] = "EACCES";
  files["/proc/9/stat"] = "";
  const table = createProcessTable(memoryHost(files));
  assert.deepEqual(table.scan(0, 0).counts, { total: 1, running: 0, zombie: 0, threads: 2 });
  delete files["/proc/5/stat"];
  assert.equal(table.scan(1, 1).counts.total, 0);
});

Deno.test("a PID that is used again is another process", () => {
  const files = hostOf({ 5: stat(5, "old", 9000, 100) });
  const table = createProcessTable(memoryHost(files));
  table.scan(0, 0);
  files["/proc/5/stat"] = stat(5, "new", 50, 100_100);
  files["/proc/5/status"] = status(1000);
  files["/proc/uptime"] = "1002.00 0";
  table.scan(2000, 2000);
  const [entry] = table.entries();
  assert.deepEqual([entry?.name, entry?.uid, entry?.cpu_percent], ["new", 1000, 25]);
});

Deno.test("exec changes the name at once, setuid the owner after a while, both without a new start", () => {
  const files = hostOf({ 5: stat(5, "sh", 1, 1) });
  const table = createProcessTable(memoryHost(files));
  table.scan(0, 0);
  const [entry] = table.entries();
  assert.ok(entry);
  entry.command = "sh -c x";
  files["/proc/5/stat"] = stat(5, "ls", 1, 1);
  table.scan(1, 1);
  assert.deepEqual([entry.name, entry.command], ["ls", null]);

  files["/proc/5/status"] = status(1000);
  for (let scan = 0; scan < 32; scan++) table.scan(scan, scan);
  assert.equal(entry.uid, 1000);
});

Deno.test("a long name and large counters do not push the other fields out of sight", () => {
  const name = "n".repeat(64);
  const large = "18446744073709551615";
  const files = hostOf({
    5: `5 (${name}) S 1 1 1 0 -1 0 ${large} ${large} ${large} ${large} 70 30 ${large} ${large} 20 0 3 0 9 ${large} 7 0 0`,
  });
  const table = createProcessTable(memoryHost(files));
  table.scan(0, 0);
  const [entry] = table.entries();
  assert.deepEqual([entry?.name, entry?.cpu_ticks, entry?.threads, entry?.memory_bytes], [
    name,
    100,
    3,
    28_672,
  ]);
});

Deno.test("users are the sum of their processes", () => {
  const files = hostOf({
    5: stat(5, "a", 0, 1, "R", 100),
    6: stat(6, "b", 0, 1, "Z", 200),
    7: stat(7, "c", 0, 1, "S", 300),
  });
  files["/proc/5/status"] = files["/proc/6/status"] = status(1000);
  files["/proc/7/status"] = status(4242);
  const table = createProcessTable(memoryHost(files));
  table.scan(0, 0);
  files["/proc/5/stat"] = stat(5, "a", 30, 1, "R", 100);
  files["/proc/6/stat"] = stat(6, "b", 20, 1, "Z", 200);
  const { counts, users, top } = table.scan(1000, 1000);
  assert.deepEqual(counts, { total: 3, running: 1, zombie: 1, threads: 6 });
  const common = {
    memory_bytes: 1_228_800,
    memory_percent: 30,
    read_bytes_per_second: null,
    write_bytes_per_second: null,
  };
  assert.deepEqual(users, [
    { user: "alice", uid: 1000, cpu_percent: 50, processes: 2, threads: 4, ...common },
    { user: "4242", uid: 4242, cpu_percent: 0, processes: 1, threads: 2, ...common },
  ]);
  assert.deepEqual(top.cpu.map(({ pid }) => pid), [5, 6]);
  assert.deepEqual(top.memory.map(({ pid, user }) => [pid, user]), [[7, "4242"], [6, "alice"], [5, "alice"]]);
});

Deno.test("only the five heaviest are named", () => {
  const files = hostOf(
    Object.fromEntries(
      Array.from(
        { length: 50 },
        (_, index) => [index + 1, stat(index + 1, "x", 0, 1, "S", (index * 7) % 50)],
      ),
    ),
  );
  const { top } = createProcessTable(memoryHost(files)).scan(0, 0);
  assert.deepEqual(top.memory.map(({ memory_bytes }) => memory_bytes / 4096), [49, 48, 47, 46, 45]);
  assert.deepEqual(top.cpu, []);
});

Deno.test("of the heaviest users each one's heaviest processes are named too", () => {
  const files = hostOf({});
  for (let pid = 1; pid <= 40; pid++) {
    files[`/proc/${pid}/stat`] = stat(pid, "x", 0, 1, "S", 1000 - pid);
    files[`/proc/${pid}/status`] = status(pid <= 20 ? 0 : 1000 + pid % 15);
  }
  const { top } = createProcessTable(memoryHost(files)).scan(0, 0);
  const named = top.memory.map(({ pid }) => pid);
  assert.deepEqual(named.slice(0, 5), [1, 2, 3, 4, 5]);
  assert.deepEqual(named, named.toSorted((a, b) => a - b));
  const users = new Map(
    [...Map.groupBy(top.memory, ({ user }) => user)].map(([user, all]) => [user, all.length]),
  );
  assert.equal(users.size, 10);
  assert.equal(users.get("1006"), 2); // 21 and 36
});

Deno.test("the kernel's units come from the auxiliary vector", () => {
  const vector = new DataView(new ArrayBuffer(48));
  [6n, 65_536n, 17n, 250n, 0n, 0n].forEach((value, index) => vector.setBigUint64(index * 8, value, true));
  const files = { ...hostOf({ 5: stat(5, "a", 0, 1) }), "/proc/self/auxv": new Uint8Array(vector.buffer) };
  const table = createProcessTable(memoryHost(files));
  table.scan(0, 0);
  const [entry] = table.entries();
  assert.deepEqual([entry?.memory_bytes, table.units.ticks_per_second], [655_360, 250]);
  assert.deepEqual(createProcessTable(memoryHost({ "/proc/self/auxv": "EACCES" })).units, {
    page_bytes: 4096,
    ticks_per_second: 100,
  });
});

Deno.test("10,000 processes are one table", () => {
  const files = hostOf({});
  for (let pid = 1; pid <= 10_000; pid++) {
    files[`/proc/${pid}/stat`] = stat(pid, `worker-${pid % 7}`, pid, pid);
    files[`/proc/${pid}/status`] = status(pid % 3);
  }
  const table = createProcessTable(memoryHost(files));
  table.scan(0, 0);
  const { counts, users } = table.scan(1000, 1000);
  assert.deepEqual([counts.total, counts.threads, users.length], [10_000, 20_000, 3]);
  assert.equal(users.reduce((sum, user) => sum + user.processes, 0), 10_000);
});
