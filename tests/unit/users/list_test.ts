import assert from "node:assert/strict";
import type { UserLoad } from "../../../src/contract/mod.ts";
import { configSchema } from "../../../src/config/mod.ts";
import { assembleSample } from "../../../src/monitor/assemble.ts";
import { listUsers } from "../../../src/users/mod.ts";

const user = (name: string, uid: number, cpu_percent: number, memory_percent: number): UserLoad => ({
  user: name,
  uid,
  cpu_percent,
  memory_percent,
  memory_bytes: memory_percent * 1000,
  read_bytes_per_second: uid === 0 ? null : uid,
  write_bytes_per_second: uid === 0 ? null : 1,
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
const FILTER = configSchema.parse({}).users;
const CALM = { stateOf: () => "normal" as const };
const names = (
  query: Partial<Parameters<typeof listUsers>[1]>,
  filter: Partial<Parameters<typeof listUsers>[2]> = {},
) =>
  listUsers(sample, { sort: "cpu", all: false, limit: 50, ...query }, { ...FILTER, ...filter }, CALM).items
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

Deno.test("a question has its own filters, each in place of the one that is set", () => {
  assert.deepEqual(names({ minimum_uid: 0 }), ["postgres", "alice", "root", "bob", "carol"]);
  assert.deepEqual(names({ minimum_uid: 1001 }), ["bob", "carol"]);
  assert.deepEqual(names({ minimum_percent: 8 }), ["bob"]);
  assert.deepEqual(names({ included: ["root"], minimum_percent: 100 }), ["root"]);
  assert.deepEqual(names({ excluded: ["bob"] }, { excluded: ["alice"] }), ["alice", "carol"]);
  assert.deepEqual(names({ all: true, minimum_percent: 20 }), ["postgres", "root"]);
  assert.deepEqual(names({ all: true, excluded: ["root"] }, { excluded: ["bob"] }), [
    "postgres",
    "alice",
    "bob",
    "carol",
  ]);
});

Deno.test("thousands of users are pages, each user once, also those without a name", () => {
  const users = Array.from(
    { length: 3000 },
    (_, index) => user(String(index + 1000), index + 1000, index % 7, 0),
  );
  const seen = new Set<number>();
  let cursor: string | undefined;
  do {
    const query = {
      sort: "cpu",
      all: false,
      limit: 500,
      ...(cursor === undefined ? {} : { cursor }),
    } as const;
    const page = listUsers({ ...sample, users }, query, FILTER, CALM);
    assert.ok(JSON.stringify(page).length < 262_144);
    for (const { uid } of page.items) seen.add(uid);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  assert.equal(seen.size, 3000);
});

Deno.test("a user that vanishes between two pages is left out, the others are not", () => {
  const first = listUsers(sample, { sort: "cpu", all: true, limit: 2 }, FILTER, CALM);
  assert.deepEqual(first.items.map((each) => each.user), ["postgres", "alice"]);
  const rest = { ...sample, users: USERS.filter((each) => each.user !== "alice" && each.user !== "root") };
  const query = { sort: "cpu", all: true, limit: 9, cursor: first.next_cursor ?? "" } as const;
  assert.deepEqual(listUsers(rest, query, FILTER, CALM).items.map((each) => each.user), ["bob", "carol"]);
});

Deno.test("a user's state stands beside their load", () => {
  const { items } = listUsers(sample, { sort: "name", all: false, limit: 2 }, FILTER, {
    stateOf: ({ uid }, resource) => uid === 1000 && resource === "memory" ? "spike" : "normal",
  });
  assert.deepEqual(items.map(({ user, cpu_state, memory_state }) => [user, cpu_state, memory_state]), [
    ["alice", "normal", "spike"],
    ["bob", "normal", "normal"],
  ]);
});

Deno.test("orders and pages", () => {
  assert.deepEqual(names({ sort: "memory", all: true }), ["root", "postgres", "bob", "alice", "carol"]);
  assert.deepEqual(names({ sort: "name", all: true }), ["alice", "bob", "carol", "postgres", "root"]);
  assert.deepEqual(names({ sort: "processes", all: true }), ["carol", "bob", "root", "postgres", "alice"]);
  assert.deepEqual(names({ sort: "io", all: true }), ["carol", "bob", "alice", "postgres", "root"]);
  const first = listUsers(sample, { sort: "cpu", all: true, limit: 2 }, FILTER, CALM);
  assert.ok(first.next_cursor);
  assert.equal(first.taken_at, "1970-01-01T00:00:00.000Z");
  const second = listUsers(
    sample,
    { sort: "cpu", all: true, limit: 3, cursor: first.next_cursor },
    FILTER,
    CALM,
  );
  assert.deepEqual([second.items.map((each) => each.user), second.next_cursor], [
    ["root", "bob", "carol"],
    null,
  ]);
});
