import assert from "node:assert/strict";
import type { UserLoad } from "../../../src/contract/mod.ts";
import { assembleSample } from "../../../src/monitor/assemble.ts";
import { listUsers } from "../../../src/monitor/mod.ts";
import { createUserNames, parsePasswd } from "../../../src/monitor/user_names.ts";
import { memoryHost } from "./_hosts.ts";

const user = (name: string, uid: number, cpu_percent: number, memory_percent: number): UserLoad => ({
  user: name,
  uid,
  cpu_percent,
  memory_percent,
  memory_bytes: memory_percent * 1000,
  processes: uid % 10 + 1,
  threads: 1,
});

const USERS = [
  user("root", 0, 5, 40),
  user("postgres", 110, 90, 30),
  user("alice", 1000, 30, 3),
  user("bob", 1001, 1, 10),
  user("carol", 1002, 0, 0.5),
];

const host = { hostname: "h", kernel: "k", os: "o", boot_at: "", uptime_seconds: 1, cores: 4 };
const sample = {
  ...assembleSample({ taken_at_ms: 0, elapsed_ms: 0, parts: { host }, runs: [] }),
  users: USERS,
};
const FILTER = { minimum_uid: 1000, excluded: [], included: [], minimum_percent: 0 };
const names = (
  query: Partial<Parameters<typeof listUsers>[1]>,
  filter: Partial<Parameters<typeof listUsers>[2]> = {},
) =>
  listUsers(sample, { sort: "cpu", all: false, limit: 50, ...query }, { ...FILTER, ...filter }).items
    .map((each) => each.user);

Deno.test("system users are left out unless they are asked for", () => {
  assert.deepEqual(names({}), ["alice", "bob", "carol"]);
  assert.deepEqual(names({ all: true }), ["postgres", "alice", "root", "bob", "carol"]);
  assert.deepEqual(names({}, { minimum_uid: 0 }), names({ all: true }));
});

Deno.test("included users are always there, excluded ones never", () => {
  assert.deepEqual(names({}, { included: ["postgres"], excluded: ["bob"] }), ["postgres", "alice", "carol"]);
  assert.deepEqual(names({}, { included: ["bob"], excluded: ["bob"] }), ["alice", "carol"]);
});

Deno.test("a user counts from a share of the whole host's CPU or memory on", () => {
  assert.deepEqual(names({}, { minimum_percent: 7.5 }), ["alice", "bob"]); // 30 % of one core of four, 10 % of memory
  assert.deepEqual(names({}, { minimum_percent: 8 }), ["bob"]);
});

Deno.test("orders and pages", () => {
  assert.deepEqual(names({ sort: "memory", all: true }), ["root", "postgres", "bob", "alice", "carol"]);
  assert.deepEqual(names({ sort: "name", all: true }), ["alice", "bob", "carol", "postgres", "root"]);
  assert.deepEqual(names({ sort: "processes", all: true }), ["carol", "bob", "root", "postgres", "alice"]);
  const first = listUsers(sample, { sort: "cpu", all: true, limit: 2 }, FILTER);
  assert.ok(first.next_cursor);
  assert.equal(first.taken_at, "1970-01-01T00:00:00.000Z");
  const second = listUsers(sample, { sort: "cpu", all: true, limit: 3, cursor: first.next_cursor }, FILTER);
  assert.deepEqual([second.items.map((each) => each.user), second.next_cursor], [
    ["root", "bob", "carol"],
    null,
  ]);
});

Deno.test("names come from passwd; of two for one number the first counts", () => {
  const text = "root:x:0:0:root:/root:/bin/sh\ntoor:x:0:0::/root:/bin/sh\n# comment:x:5:\nbroken\n" +
    "+::::::\nwith.dot:*:1001:1001:Full, Name,,:/home/x:/bin/sh\n";
  assert.deepEqual([...parsePasswd(text)], [[0, "root"], [1001, "with.dot"]]);
});

Deno.test("passwd is read when first needed, when a user is missing, and now and then", () => {
  let reads = 0;
  let text = "alice:x:1000:1000::/:/bin/sh\n";
  const users = createUserNames(memoryHost({ "/etc/passwd": () => (reads++, text) }));
  assert.deepEqual([users.nameOf(1000, 0), reads], ["alice", 1]);
  assert.deepEqual([users.nameOf(1000, 299_999), reads], ["alice", 1]);
  text = "ALICE:x:1000:1000::/:/bin/sh\n";
  assert.deepEqual([users.nameOf(1000, 300_000), reads], ["ALICE", 2]);
  assert.deepEqual([users.nameOf(4242, 305_000), reads], ["4242", 2]);
  text += "new:x:4242:1::/:/bin/sh\n";
  assert.deepEqual([users.nameOf(4242, 310_000), reads], ["new", 3]);
});

Deno.test("a host without passwd has users by number", () => {
  assert.equal(createUserNames(memoryHost({})).nameOf(0, 0), "0");
});
