import assert from "node:assert/strict";
import fc from "fast-check";
import { process } from "../../../src/contract/mod.ts";
import type { Position } from "../../../src/core/keyset.ts";
import { type ProcessPage, processPage, type ProcessQuery } from "../../../src/monitor/process_page.ts";
import { createProcessTable } from "../../../src/monitor/process_table.ts";
import { memoryHost, printed, type PsRow, psRows, recorded } from "./_hosts.ts";

const query = (more: Partial<ProcessQuery> = {}): ProcessQuery => ({
  sort: "cpu",
  limit: 50,
  after: null,
  ...more,
});

function tableOf(name: string) {
  const host = recorded(name);
  const table = createProcessTable(host);
  table.scan(Date.UTC(2026, 10, 21), 0);
  return (more: Partial<ProcessQuery> = {}): ProcessPage => processPage(host, table, query(more));
}

Deno.test("an item says everything the contract promises", () => {
  const page = tableOf("debian-12-odd");
  const { items, taken_at } = page({ limit: 500 });
  for (const item of items) process().strict().parse(item);
  assert.equal(taken_at, "2026-11-21T00:00:00.000Z");
  const [burner] = page({ filter: "BURN) (r" }).items;
  assert.ok(burner);
  assert.deepEqual([burner.parent_pid, burner.name, burner.state, burner.user], [1, "burn) (R", "R", "root"]);
  // The start is in the 20th field after the name, in hundredths of a second after boot.
  const ticks = Number(
    printed("debian-12-odd", `proc/${burner.pid}/stat`).split(") ").at(-1)?.split(" ")[19],
  );
  const btime = Number(/^btime (\d+)$/m.exec(printed("debian-12-odd", "proc/stat"))?.[1]);
  assert.equal(burner.started_at, new Date(btime * 1000 + ticks * 10).toISOString());
});

Deno.test("memory is counted in the pages of the machine", () => {
  for (const [name, page_kib] of [["linux-6.12-arm64-16k", 16], ["debian-12-odd", 4]] as const) {
    const [init] = tableOf(name)({ sort: "pid", limit: 1 }).items;
    const pages = Number(printed(name, "proc/1/stat").split(") ").at(-1)?.split(" ")[21]);
    assert.equal(init?.memory_bytes, pages * page_kib * 1024);
  }
});

Deno.test("open files are counted where they may be seen", () => {
  const real = recorded("debian-12-rt.user");
  const { items } = tableOf("debian-12-rt.user")({ limit: 500 });
  assert.deepEqual(
    items.map((item) => item.open_files),
    items.map((item) => real.list(`/proc/${item.pid}/fd`)?.length ?? null),
  );
  const known = items.filter((item) => item.open_files !== null);
  assert.ok(known.length > 0 && known.length < items.length);
  assert.ok(known.every((item) => item.user === "alice"));
  const files = {
    "/proc/uptime": "1 1",
    "/proc/meminfo": "MemTotal: 1 kB\n",
    "/proc/stat": "btime 1\n",
    "/proc/5/stat": `5 (x) S ${Array(22).fill(0).join(" ")}`,
    "/proc/5/status": "Uid:\t0\t0\t0\t0\n",
  };
  const host = memoryHost(files);
  const table = createProcessTable(host);
  table.scan(0, 0);
  const [item] = processPage(host, table, query()).items;
  assert.deepEqual([item?.open_files, item?.command], [null, "[x]"]);
});

Deno.test("all pages together are every process once, in every order and size of page", () => {
  const page = tableOf("debian-12-odd");
  const sorts = fc.constantFrom("cpu" as const, "memory" as const, "pid" as const, "name" as const);
  fc.assert(
    fc.property(sorts, fc.integer({ min: 1, max: 40 }), (sort, limit) => {
      const whole = page({ sort, limit: 500 });
      const seen: number[] = [];
      let after: Position | null = null;
      do {
        const { items, next, total }: ProcessPage = page({ sort, limit, after });
        assert.equal(total, whole.total);
        assert.ok(items.length <= limit);
        seen.push(...items.map((item) => item.pid));
        after = next;
      } while (after !== null);
      assert.deepEqual(seen, whole.items.map((item) => item.pid));
    }),
    { numRuns: 30 },
  );
});

Deno.test("orders", () => {
  const page = tableOf("debian-12-odd");
  const of = <K extends "memory_bytes" | "pid" | "name">(sort: ProcessQuery["sort"], key: K) =>
    page({ sort, limit: 500 }).items.map((item) => item[key]);
  const memory = of("memory", "memory_bytes");
  assert.deepEqual(memory, memory.toSorted((a, b) => b - a));
  const pids = of("pid", "pid");
  assert.deepEqual(pids, pids.toSorted((a, b) => a - b));
  assert.deepEqual(of("name", "name"), of("name", "name").toSorted());
});

Deno.test("filters by user, number of a user, state and text of the command", () => {
  const page = tableOf("debian-12-odd");
  const pids = (more: Partial<ProcessQuery>) => page({ sort: "pid", ...more }).items.map((item) => item.pid);
  const ps = (fits: (row: PsRow) => boolean) => psRows("debian-12-odd").filter(fits).map((row) => row.pid);
  assert.deepEqual(pids({ user: "bob.smith" }), ps(({ user }) => user === "bob.smith"));
  assert.deepEqual(pids({ user: "1001" }), pids({ user: "bob.smith" }));
  assert.deepEqual(pids({ user: "4242" }), ps(({ uid }) => uid === 4242));
  assert.deepEqual(pids({ state: "Z" }), ps(({ state }) => state === "Z"));
  assert.ok(pids({ state: "Z" }).length > 0);
  assert.deepEqual(pids({ user: "nobody-here" }), []);
  assert.deepEqual(page({ pid: 1 }).items.map(({ pid }) => pid), [1]);
  assert.equal(page({ pid: 999_999 }).total, 0);
  const { items, total } = page({ filter: "SLEEP", limit: 2 });
  assert.ok(items.length === 2 && total > 2);
});

Deno.test("what ended since the scan still has its line, without what can no longer be read", () => {
  const files: Record<string, string> = {
    "/proc/uptime": "1 1",
    "/proc/meminfo": "MemTotal: 1 kB\n",
    "/proc/stat": "btime 1\n",
    "/proc/5/stat": `5 (x) S ${Array(22).fill(0).join(" ")}`,
    "/proc/5/status": "Uid:\t0\t0\t0\t0\n",
    "/proc/5/cmdline": "x\0--flag\0",
    "/proc/5/fd/0": "",
  };
  const host = memoryHost(files);
  const table = createProcessTable(host);
  table.scan(0, 0);
  assert.deepEqual(
    processPage(host, table, query()).items.map(({ command, open_files }) => [command, open_files]),
    [
      ["x --flag", 1],
    ],
  );
  delete files["/proc/5/cmdline"];
  delete files["/proc/5/fd/0"];
  assert.deepEqual(
    processPage(host, table, query()).items.map(({ command, open_files }) => [command, open_files]),
    [
      ["x --flag", null],
    ],
  );
});

Deno.test("a page never grows beyond what a reply may be, whatever processes call themselves", () => {
  const files: Record<string, string> = {
    "/proc/uptime": "1 1",
    "/proc/meminfo": "MemTotal: 1 kB\n",
    "/proc/stat": "btime 1\n",
  };
  for (let pid = 1; pid <= 500; pid++) {
    files[`/proc/${pid}/stat`] = `${pid} (x) S ${Array(22).fill(0).join(" ")}`;
    files[`/proc/${pid}/status`] = "Uid:\t0\t0\t0\t0\n";
    files[`/proc/${pid}/cmdline`] = "\u0001".repeat(5000);
  }
  const host = memoryHost(files);
  const table = createProcessTable(host);
  table.scan(0, 0);
  let after: Position | null = null;
  let seen = 0;
  do {
    const page: ProcessPage = processPage(host, table, query({ limit: 500, sort: "pid", after }));
    assert.ok(new TextEncoder().encode(JSON.stringify(page)).length < 262_144);
    assert.ok(page.items.length > 0);
    seen += page.items.length;
    after = page.next;
  } while (after !== null);
  assert.equal(seen, 500);
});

Deno.test("a host without its /proc/stat is a failure that a client can tell", () => {
  const host = memoryHost({});
  assert.throws(() => processPage(host, createProcessTable(host), query()), {
    code: "UNAVAILABLE",
    message: 'Cannot read "/proc/stat": not there',
  });
});
