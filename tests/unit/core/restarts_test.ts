import assert from "node:assert/strict";
import { createRestarts } from "../../../src/core/restarts.ts";

Deno.test("restarts: doubling pauses up to a number within the window, then none; what is forgotten begins anew", () => {
  let now_ms = 0;
  const restarts = createRestarts({
    max_restarts: 3,
    window_ms: 1000,
    back_off: { first_pause_ms: 100, longest_pause_ms: 300 },
    clock: { wall: () => 0, steady: () => now_ms },
    random: () => 1,
  });
  assert.deepEqual([1, 2, 3, 4, 5].map(() => restarts.next()), [100, 200, 300, null, null]);
  assert.deepEqual([restarts.total(), restarts.givenUp()], [3, "given up after 3 restarts"]);
  now_ms = 1000;
  assert.equal(restarts.next(), 100, "those of long ago count no more");
  [2, 3].forEach(() => restarts.next());
  restarts.forget();
  assert.equal(restarts.next(), 100);
  assert.equal(restarts.total(), 7);
});

Deno.test("restarts: half of a pause is by chance", () => {
  const terms = { back_off: { first_pause_ms: 100, longest_pause_ms: 100 } };
  assert.equal(createRestarts({ ...terms, random: () => 0 }).next(), 50);
});
