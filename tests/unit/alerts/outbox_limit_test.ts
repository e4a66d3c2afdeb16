import assert from "node:assert/strict";
import fc from "fast-check";
import { admit, isDue, type Limit, NO_LIMIT, summarize } from "../../../src/alerts/outbox/limit.ts";
import type { NewOutboxEntry } from "../../../src/store/mod.ts";
import { momentAt } from "./_time.ts";

const HOUR = 3600;

const entry = (number: number, subject: string): NewOutboxEntry => ({
  at: momentAt(0).at,
  type: number % 2 === 0 ? "alert.raised" : "alert.resolved",
  severity: "warning",
  subject,
  rule: "disk",
  alert_id: null,
  data: {},
});

/** Sends events at these seconds, with a look at what is due each 10 seconds, and lists what went out and when. */
function run(times: readonly number[], cap: number, until: number) {
  let limit: Limit = NO_LIMIT;
  const out: { readonly at: number; readonly counts: number; readonly summary: NewOutboxEntry | null }[] = [];
  const waiting = [...times].sort((a, b) => a - b);
  let number = 0;
  for (let at = 0; at <= until; at += 10) {
    const moment = momentAt(at);
    if (isDue(limit, cap, moment.now_ms)) {
      const due = summarize(limit, "disk", moment);
      limit = due.limit;
      out.push({ at, counts: Number(due.entry?.data["count"]), summary: due.entry });
    }
    while ((waiting[0] ?? Infinity) <= at) {
      waiting.shift();
      const admitted = admit(limit, entry(number, `/mnt/${number++ % 7}`), cap, moment.now_ms);
      // What is kept between two runs of the daemon is JSON.
      limit = JSON.parse(JSON.stringify(admitted.limit));
      if (admitted.sent) out.push({ at, counts: 1, summary: null });
    }
  }
  return { out, held: limit.held?.count ?? 0 };
}

Deno.test("in any hour at most the cap of a rule leaves, one summary among it, and nothing is unaccounted", () => {
  const times = fc.array(fc.integer({ min: 0, max: 6 * HOUR }), { maxLength: 150 });
  fc.assert(fc.property(times, fc.integer({ min: 1, max: 8 }), (times, cap) => {
    const { out, held } = run(times, cap, 9 * HOUR);
    for (const { at } of out) {
      const hour = out.filter((one) => one.at >= at && one.at < at + HOUR);
      assert(hour.length <= cap);
      assert(hour.filter(({ summary }) => summary !== null).length <= 1);
    }
    assert.equal(out.reduce((sum, { counts }) => sum + counts, 0) + held, times.length);
    assert.equal(held, 0, "hours after the last event everything was told");
  }));
});

Deno.test("the summary comes at the end of the hour and says how many of what about which subjects", () => {
  const { out } = run(Array.from({ length: 20 }, (_, number) => number * 10), 6, 2 * HOUR);
  assert.equal(out.length, 7);
  const { at, summary } = out.at(-1) ?? {};
  assert.equal(at, HOUR);
  assert.deepEqual(summary?.data["count"], 14);
  assert.deepEqual(summary?.data["types"], { "alert.raised": 7, "alert.resolved": 7 });
  const subjects = summary?.data["subjects"] as { subject: string; count: number; last: string }[];
  assert.deepEqual(
    subjects.map(({ subject }) => subject).sort(),
    [0, 1, 2, 3, 4, 5, 6].map((n) => `/mnt/${n}`),
  );
  assert.equal(subjects.reduce((sum, { count }) => sum + count, 0), 14);
});
