import assert from "node:assert/strict";
import { LogRing } from "../../../src/log/mod.ts";
import { record } from "./_record.ts";

/** A follower that writes down what it gets. */
function follow(ring: LogRing, after?: number, onMessage: (message: string) => void = () => {}) {
  const got: string[] = [];
  const following = ring.follow({}, after, {
    take: ({ message }) => {
      got.push(message);
      onMessage(message);
    },
    beat: () => {},
    end: ({ code }) => got.push(code),
  });
  return { got, following };
}

Deno.test("records are kept as they are sent: who, when, how much it matters, and facts", () => {
  const ring = new LogRing(7);
  ring.keep(record("", {
    level: "warning",
    message: ["Cannot read ", "/x", ": ", new Error("gone"), ""],
    properties: { path: "/x", error: new Error("gone"), count: 3, left_out: undefined, list: [1] },
  }));
  assert.deepEqual(ring.list({}).items, [{
    seq: 701,
    at: "2026-11-21T12:00:00.000Z",
    level: "warning",
    component: "ipc",
    message: "Cannot read /x: gone",
    data: { path: "/x", error: "gone", count: 3, list: "[1]" },
  }]);
});

Deno.test("the ring is bounded by number and by bytes, and a list of it fits one answer", () => {
  const ring = new LogRing(0);
  for (let number = 1; number <= 1500; number++) ring.keep(record(`${number}`));
  const { items } = ring.list({});
  assert.deepEqual([items.length, items[0]?.message, items.at(-1)?.message], [1000, "501", "1500"]);
  for (let number = 0; number < 1500; number++) ring.keep(record("é".repeat(5000)));
  assert(JSON.stringify(ring.list({})).length < 131_072);
  assert.equal(ring.list({}).items.at(-1)?.message.length, 2001);
});

Deno.test("filters: least level, component, the newest of them", () => {
  const ring = new LogRing(0);
  for (const level of ["debug", "info", "error", "fatal"] as const) ring.keep(record(level, { level }));
  ring.keep(record("other", { category: ["cortex", "store"] }));
  const messages = (query: Parameters<typeof ring.list>[0]) =>
    ring.list(query).items.map(({ message }) => message);
  assert.deepEqual(messages({ level: "error" }), ["error", "fatal"]);
  assert.deepEqual(messages({ components: ["store", "users"] }), ["other"]);
  assert.deepEqual(messages({ level: "info", limit: 2 }), ["fatal", "other"]);
});

Deno.test("a record that telling another one causes is told after it, to everybody in the same order", () => {
  const ring = new LogRing(0);
  ring.keep(record("before"));
  const first = follow(ring, undefined, (message) => message === "a" && ring.keep(record("caused")));
  const second = follow(ring);
  const late = follow(ring, 0);
  late.following.catchUp();
  ring.keep(record("a"));
  ring.end();
  assert.deepEqual(first.got, ["a", "caused", "SHUTTING_DOWN"]);
  assert.deepEqual(second.got, first.got);
  assert.deepEqual(late.got, ["before", ...first.got]);
});
