import assert from "node:assert/strict";
import { createProcessTable } from "../../../src/monitor/process_table.ts";
import { changingHost, type MemoryFiles, memoryHost, printed, recorded } from "./_hosts.ts";

const io = (read: number, written: number) =>
  `rchar: 9\nwchar: 9\nsyscr: 9\nsyscw: 9\nread_bytes: ${read}\nwrite_bytes: ${written}\ncancelled_write_bytes: 0\n`;
const stat = (pid: number, ticks: number, start = 1) =>
  `${pid} (x) S 1 1 1 0 -1 0 0 0 0 0 ${ticks} 0 0 0 20 0 1 0 ${start} 0 10 0`;

/** Processes of user 1000 that have used so many ticks. */
function hostOf(ticks: Record<number, number>, start = 1, uptime = 1000): MemoryFiles {
  const files: MemoryFiles = { "/proc/uptime": `${uptime}.00 0`, "/proc/meminfo": "MemTotal: 4000 kB\n" };
  for (const [pid, used] of Object.entries(ticks)) {
    files[`/proc/${pid}/stat`] = stat(Number(pid), used, start);
    files[`/proc/${pid}/status`] = "Uid:\t1000\t1000\t1000\t1000\n";
  }
  return files;
}

/** Bytes a second, read and written, of the one user. */
function ratesAt(table: ReturnType<typeof createProcessTable>, ms: number) {
  const [user] = table.scan(ms, ms).users;
  return [user?.read_bytes_per_second, user?.write_bytes_per_second];
}

Deno.test("a user's I/O is what all their processes moved between two scans", () => {
  const files = hostOf({ 5: 1, 6: 1 });
  Object.assign(files, { "/proc/5/io": io(1000, 50), "/proc/6/io": io(7, 0) });
  const table = createProcessTable(memoryHost(files));
  assert.deepEqual(ratesAt(table, 0), [0, 0]);
  Object.assign(files, hostOf({ 5: 3, 6: 2 }), { "/proc/5/io": io(3000, 50), "/proc/6/io": io(507, 40) });
  assert.deepEqual(ratesAt(table, 2000), [1250, 20]);
  assert.deepEqual(ratesAt(table, 4000), [0, 0]);
});

Deno.test("I/O is asked for only of processes that have used CPU, and nothing of it is lost", () => {
  const files = hostOf({ 5: 1 });
  let reads = 0;
  let moved = 1000;
  files["/proc/5/io"] = () => (reads++, io(moved, 0));
  const table = createProcessTable(memoryHost(files));
  table.scan(0, 0);
  moved = 6000;
  for (let scan = 1; scan <= 4; scan++) table.scan(scan * 1000, scan * 1000);
  assert.equal(reads, 1);
  Object.assign(files, { "/proc/5/stat": stat(5, 2) });
  assert.deepEqual([ratesAt(table, 5000), reads], [[5000, 0], 2]);
});

Deno.test("the I/O of a process that just started counts from its start to the scan", () => {
  const files = hostOf({});
  const table = createProcessTable(memoryHost(files));
  table.scan(0, 0);
  Object.assign(files, hostOf({ 5: 1 }, 100_100, 1003), { "/proc/5/io": io(400, 0) });
  assert.deepEqual(ratesAt(table, 4000), [100, 0]);
});

Deno.test("what may not be looked at is unknown, and what may counts for the whole user", () => {
  const files = hostOf({ 5: 1, 6: 1 });
  Object.assign(files, { "/proc/5/io": "EACCES", "/proc/6/io": "" });
  const table = createProcessTable(memoryHost(files));
  assert.deepEqual(ratesAt(table, 0), [null, null]);
  Object.assign(files, hostOf({ 5: 2, 6: 2, 7: 1 }, 1, 1001), { "/proc/7/io": io(10, 0) });
  assert.deepEqual(ratesAt(table, 1000), [0, 0]);
  files["/proc/5/io"] = io(100, 0);
  for (let scan = 2; scan < 40; scan++) table.scan(scan * 1000, scan * 1000);
  Object.assign(files, { "/proc/5/stat": stat(5, 9), "/proc/5/io": io(600, 0) });
  assert.deepEqual(ratesAt(table, 40_000), [500, 0], "permission that came later is found");
});

Deno.test("the I/O of a recorded host is what its counters say", () => {
  const [earlier, later] = ["debian-12-odd", "debian-12-odd.later"] as const;
  const host = changingHost(recorded(earlier));
  const table = createProcessTable(host);
  table.scan(0, 0);
  const known = new Map([...table.entries()].map(({ pid, start_ticks }) => [pid, start_ticks]));
  host.become(recorded(later));
  const passed_ms = 1000 *
    (parseFloat(printed(later, "proc/uptime")) - parseFloat(printed(earlier, "proc/uptime")));
  const root = table.scan(passed_ms, passed_ms).users.find(({ uid }) => uid === 0);
  const written = (name: string, pid: number) =>
    Number(printed(name, `proc/${pid}/io`).match(/^write_bytes: (\d+)$/m)?.[1]);
  const before = ({ pid, start_ticks }: { pid: number; start_ticks: number }) =>
    known.get(pid) === start_ticks ? written(earlier, pid) : 0;
  const bytes = [...table.entries()].filter(({ uid }) => uid === 0)
    .reduce((sum, entry) => sum + written(later, entry.pid) - before(entry), 0);
  assert.ok(bytes > 1_000_000);
  const rate = root?.write_bytes_per_second ?? 0;
  assert.ok(Math.abs(rate - 1000 * bytes / passed_ms) < 1, `${rate}`);
});

Deno.test("an ordinary user sees the I/O of their own processes only", () => {
  const { users } = createProcessTable(recorded("debian-12-rt.user")).scan(0, 0);
  const known = users.filter((user) => user.read_bytes_per_second !== null).map(({ uid }) => uid);
  assert.deepEqual(known, [1000]);
  assert.ok(users.length > 1);
});
