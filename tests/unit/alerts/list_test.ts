import assert from "node:assert/strict";
import fc from "fast-check";
import { createBook } from "../../../src/alerts/book.ts";
import { ALERT_STATUSES, alertsList, CortexError } from "../../../src/contract/mod.ts";
import { sampleAlert } from "../store/_state.ts";

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const bookOf = (count: number) =>
  createBook(
    numbers(count).map((seq) => ({
      seq,
      alert: sampleAlert(seq, {
        status: ALERT_STATUSES[seq % 4] ?? "active",
        severity: seq % 3 === 0 ? "critical" : "warning",
      }),
    })),
  );

Deno.test("property: following the cursor gives every alert that fits once, newest first", () => {
  const status = fc.option(fc.constantFrom(...ALERT_STATUSES), { nil: undefined });
  fc.assert(
    fc.property(fc.nat(60), fc.integer({ min: 1, max: 20 }), status, (count, limit, status) => {
      const book = bookOf(count);
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const page = book.page({ limit, cursor, status });
        assert(page.items.length <= limit);
        assert(page.next_cursor === null || page.items.length > 0);
        ids.push(...page.items.map((alert) => alert.id));
        cursor = page.next_cursor ?? undefined;
      } while (cursor !== undefined);
      assert.deepEqual(ids, book.find({ status }).map((alert) => alert.id));
      assert.deepEqual(ids, ids.toSorted().reverse());
    }),
  );
});

Deno.test("a cursor goes on at the same place although alerts came and went", () => {
  const book = bookOf(10);
  const first = book.page({ limit: 3 });
  book.put([{ seq: 11, alert: sampleAlert(11) }]);
  book.remove(new Set([sampleAlert(8).id, sampleAlert(6).id]));
  const second = book.page({ limit: 3, cursor: first.next_cursor ?? "" });
  assert.deepEqual(second.items.map((alert) => alert.id), [7, 5, 4].map((seq) => sampleAlert(seq).id));
});

Deno.test("a page is what the contract says, with the counts of all open alerts", () => {
  const page = bookOf(8).page({ limit: 2, category: "disk" });
  assert.deepEqual(alertsList.output().parse(page), page);
  assert.deepEqual(page.counts, { info: 0, warning: 4, error: 0, critical: 0 });
});

Deno.test("open ones are the active and the acknowledged ones", () => {
  const book = bookOf(8);
  assert.equal(book.page({ limit: 50, open: true }).items.length, 4);
  assert.equal(book.page({ limit: 50, open: false }).items.length, 4);
});

Deno.test("a page is the same object until something changes", () => {
  const book = bookOf(8);
  const page = book.page({ limit: 5 });
  assert.equal(book.page({ limit: 5 }), page);
  book.put([{ seq: 8, alert: sampleAlert(8, { value: 99 }) }]);
  assert.notEqual(book.page({ limit: 5 }), page);
  assert.equal(book.page({ limit: 5 }).items[0]?.value, 99);
});

Deno.test("a page ends before it is too large to be sent, and the next one goes on", () => {
  const book = createBook(
    numbers(40).map((seq) => ({ seq, alert: sampleAlert(seq, { description: "ä".repeat(10_000) }) })),
  );
  const page = book.page({ limit: 500 });
  assert(JSON.stringify(page).length < 262_144 && page.items.length < 40);
  assert.equal(
    book.page({ limit: 500, cursor: page.next_cursor ?? "" }).items[0]?.id,
    sampleAlert(40 - page.items.length).id,
  );
});

Deno.test("a cursor of something else is refused", () => {
  for (const cursor of ["", "%", "abc", btoa("b1"), btoa("a-1"), btoa("a1x")]) {
    assert.throws(
      () => bookOf(3).page({ limit: 5, cursor }),
      (error) => error instanceof CortexError && error.code === "INVALID_PARAMS",
    );
  }
});
