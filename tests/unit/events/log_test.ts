import assert from "node:assert/strict";
import fc from "fast-check";
import { CortexError, eventsList } from "../../../src/contract/mod.ts";
import type { Following } from "../../../src/core/follower.ts";
import { createEventLog, type EventLog } from "../../../src/events/mod.ts";
import type { EventFilter } from "../../../src/contract/mod.ts";
import { eventOf, memoryEvents } from "./memory_events.ts";

/** A follower that writes down the numbers it gets. */
function follow(log: EventLog, after?: number, filter: EventFilter = {}) {
  const got: number[] = [];
  const ends: CortexError[] = [];
  const following: Following = log.follow(filter, after, {
    take: ({ seq }) => got.push(seq),
    beat: () => {},
    end: (reason) => ends.push(reason),
  });
  return { got, ends, following };
}

const JOB = "00000000-0000-4000-8000-000000000001";

const numbers = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);

Deno.test("a follower gets each event once and in order, however writes and reads interleave", () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant("append" as const), count: fc.integer({ min: 1, max: 120 }) }),
    fc.record({ kind: fc.constant("late" as const), count: fc.integer({ min: 2, max: 9 }) }),
    fc.record({ kind: fc.constant("read" as const), count: fc.constant(1) }),
  );
  fc.assert(fc.property(
    fc.nat(200),
    fc.nat(250),
    fc.array(step, { maxLength: 20 }),
    (kept, after, steps) => {
      const events = memoryEvents();
      events.append(numbers(1, kept).map(() => eventOf("a.b")));
      using log = createEventLog({ events });
      const { got, following } = follow(log, after);
      for (const { kind, count } of steps) {
        if (kind === "read") following.catchUp();
        else if (kind === "append") { for (const _ of numbers(1, count)) log.append(eventOf("a.b")); }
        else {
          // Kept together by somebody else, and published out of order.
          const rows = events.append(numbers(1, count).map(() => eventOf("a.b")));
          for (const row of rows.reverse()) log.publish(row);
        }
      }
      while (!following.live) following.catchUp();
      assert.deepEqual(got, numbers(Math.min(after, kept) + 1, events.last()));
    },
  ));
});

Deno.test("who comes with a cursor of another database gets all of this run, and nothing from before", () => {
  const events = memoryEvents();
  events.append(numbers(1, 5).map(() => eventOf("a.b")));
  using log = createEventLog({ events });
  for (const _ of numbers(6, 8)) log.append(eventOf("a.b"));
  const { got, following } = follow(log, 1000);
  assert.equal(following.cursor, 5);
  while (!following.live) following.catchUp();
  log.append(eventOf("a.b"));
  assert.deepEqual(got, numbers(6, 9));
});

Deno.test("without a cursor a follower gets what happens from now on", () => {
  using log = createEventLog({ events: memoryEvents() });
  log.append(eventOf("a.b"));
  const { got, following } = follow(log);
  assert.equal(following.live, true);
  log.append(eventOf("a.b"));
  following.close();
  log.append(eventOf("a.b"));
  assert.deepEqual(got, [2]);
  assert.equal(log.subscribers, 0);
});

Deno.test("a follower that fails costs the others nothing, and is told of", () => {
  using log = createEventLog({ events: memoryEvents() });
  const fail = () => {
    throw new Error("broken");
  };
  const failing = log.follow({}, undefined, { take: fail, beat: () => {}, end: () => {} });
  const { got } = follow(log);
  assert.throws(() => log.append(eventOf("a.b")), /broken/);
  failing.close();
  log.append(eventOf("a.b"));
  assert.deepEqual(got, [1, 2]);
});

Deno.test("filters: type, what a type begins with, least severity, subject, live and from the store", () => {
  const given = [
    eventOf("alert.raised", { severity: "critical", subject: "/" }),
    eventOf("alert.resolved", { severity: "warning", subject: "/srv" }),
    eventOf("alerting.other", { severity: "error" }),
    eventOf("daemon.started"),
    eventOf("job.started", { subject: JOB }),
    eventOf("alert.raised", { subject: JOB }),
  ];
  const cases: [EventFilter, number[]][] = [
    [{}, [1, 2, 3, 4, 5, 6]],
    [{ types: ["alert"] }, [1, 2, 6]],
    [{ types: ["alert.resolved", "daemon.started"] }, [2, 4]],
    [{ severity: "error" }, [1, 3]],
    [{ subject: "/srv" }, [2]],
    [{ subject: "" }, [3, 4]],
    [{ types: ["alert"], severity: "error", subject: "/" }, [1]],
    [{ job: JOB }, [5]],
    [{ types: [] }, []],
  ];
  for (const [filter, wanted] of cases) {
    using log = createEventLog({ events: memoryEvents() });
    const { got } = follow(log, undefined, filter);
    for (const event of given) log.append(event);
    const late = follow(log, 0, filter);
    late.following.catchUp();
    assert.deepEqual([got, late.got], [wanted, wanted], JSON.stringify(filter));
    const page = log.list(eventsList.input().parse(filter));
    assert.deepEqual(page.items.map(({ seq }) => seq), wanted);
  }
});

Deno.test("pages go on from the cursor, in both directions", () => {
  using log = createEventLog({ events: memoryEvents() });
  for (const _ of numbers(1, 7)) log.append(eventOf("a.b"));
  for (const order of ["oldest", "newest"] as const) {
    const seen: number[] = [];
    let pages = 0;
    let cursor: string | null | undefined;
    do {
      const page = log.list(
        eventsList.input().parse({ order, limit: 4, after: 1, cursor: cursor ?? undefined }),
      );
      seen.push(...page.items.map(({ seq }) => seq));
      cursor = page.next_cursor;
      pages++;
    } while (cursor !== null);
    assert.equal(pages, 2, "the last page says that it is the last");
    assert.deepEqual(seen, order === "oldest" ? numbers(2, 7) : numbers(2, 7).reverse());
  }
  assert.throws(
    () => log.list(eventsList.input().parse({ cursor: "x" })),
    (error) => error instanceof CortexError && error.code === "INVALID_PARAMS",
  );
});

Deno.test("the log has room for so many followers, and tells them when it ends", () => {
  const log = createEventLog({ events: memoryEvents(), max_subscribers: 1 });
  const { ends } = follow(log);
  assert.throws(() => follow(log), { code: "BUSY" });
  log[Symbol.dispose]();
  assert.deepEqual(ends.map(({ code }) => code), ["SHUTTING_DOWN"]);
  assert.throws(() => follow(log), { code: "SHUTTING_DOWN" });
});

Deno.test("an event that cannot be kept is not told, and stops nothing", () => {
  const full = () => {
    throw new CortexError("STORE_FAILED", "Cannot write");
  };
  using log = createEventLog({ events: { ...memoryEvents(), append: full } });
  const { got } = follow(log);
  log.append(eventOf("a.b"));
  assert.deepEqual(got, []);
});

Deno.test("what cannot be kept waits, the oldest leave first, and then all of it is told in order", () => {
  const events = memoryEvents();
  let full = false;
  const log = createEventLog({
    events: {
      ...events,
      append: (added) => {
        if (full) throw new CortexError("STORE_FAILED", "Cannot write the state: the disk is full");
        return events.append(added);
      },
    },
  });
  using _ended = log;
  const { got } = follow(log);
  full = true;
  for (let number = 0; number < 1002; number++) log.append(eventOf("a.b", { subject: `${number}` }));
  log.flush();
  assert.deepEqual(got, []);
  full = false;
  for (const row of events.append([eventOf("other.kept")])) log.publish(row);
  assert.deepEqual(got, numbers(1, 1001));
  const kept = events.after(1, 2000).map((event) => event.subject);
  assert.equal(kept[0], "2");
  assert.equal(kept.at(-1), "1001");
});
