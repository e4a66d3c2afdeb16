import assert from "node:assert/strict";
import { createResultCache } from "../../../src/core/result_cache.ts";
import { handClock } from "./hand_clock.ts";

const LIMITS = { max_entries: 1000, max_weight: 20_000, ttl_ms: 300_000 };

Deno.test("a result is given again for 5 minutes, and counted", () => {
  const time = handClock();
  const cache = createResultCache<string>(time, LIMITS);
  assert.equal(cache.get("vim"), undefined);
  cache.set("vim", "found", 1);
  time.pass(299_999);
  assert.equal(cache.get("vim"), "found");
  time.pass(1);
  assert.equal(cache.get("vim"), undefined);
  assert.deepEqual(cache.stats(), { entries: 0, max_entries: 1000, ttl_seconds: 300, hits: 1, misses: 2 });
});

Deno.test("of a thousand results the one that was not asked for longest leaves", () => {
  const cache = createResultCache<number>(handClock(), LIMITS);
  for (let index = 0; index < 1000; index++) cache.set(`${index}`, index, 1);
  cache.get("0");
  cache.set("more", 1000, 1);
  assert.equal(cache.stats().entries, 1000);
  assert.deepEqual([cache.get("0"), cache.get("1")], [0, undefined]);
});

Deno.test("large results leave sooner, and a result that is set again counts once", () => {
  const cache = createResultCache<number>(handClock(), LIMITS);
  for (let index = 0; index < 50; index++) cache.set(`${index}`, index, 500);
  assert.equal(cache.stats().entries, 40);
  for (let time = 0; time < 100; time++) cache.set("49", time, 500);
  assert.equal(cache.stats().entries, 40);
  assert.equal(cache.clear(), 40);
  assert.deepEqual([cache.stats().entries, cache.get("49")], [0, undefined]);
});
