import assert from "node:assert/strict";
import { superviseChild } from "../../../cli/launch/supervise.ts";

/** Supervises a program that ends with these codes, one after the other; each run takes `run_ms`. */
async function supervised(codes: readonly number[], { run_ms = 0, end_after = Infinity } = {}) {
  let now = 0;
  let runs = 0;
  const pauses: number[] = [];
  const code = await superviseChild({
    run: () => {
      now += run_ms;
      return Promise.resolve(codes[runs++] ?? 0);
    },
    ending: () => runs >= end_after,
    now: () => now,
    sleep: (ms) => {
      pauses.push(ms);
      now += ms;
      return Promise.resolve();
    },
    tell: () => {},
  });
  return { code, runs, pauses };
}

Deno.test("a daemon that dies is started again, after longer and longer pauses", async () => {
  assert.deepEqual(await supervised([137, 1, 0]), { code: 0, runs: 3, pauses: [1000, 2000] });
});

Deno.test("it is given up when it dies too often in a while, but not over a long life", async () => {
  const codes = Array.from({ length: 20 }, () => 137);
  assert.deepEqual(await supervised(codes), {
    code: 137,
    runs: 6,
    pauses: [1000, 2000, 4000, 8000, 16_000],
  });
  assert.equal((await supervised([...codes, 0], { run_ms: 120_000 })).code, 0);
});

Deno.test("wrong usage, a good end and an end that was asked for are the end", async () => {
  assert.equal((await supervised([2])).runs, 1);
  assert.equal((await supervised([0])).runs, 1);
  assert.deepEqual(await supervised([143, 137], { end_after: 1 }), { code: 143, runs: 1, pauses: [] });
});
