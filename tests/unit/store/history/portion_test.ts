import assert from "node:assert/strict";
import * as fc from "fast-check";
import { createPortion } from "../../../../src/store/history/portion.ts";

/** Runs steps that take so many milliseconds a thing, one after the other; the sizes they had. */
function sizes(most: number, costs_ms: readonly number[]): number[] {
  let now_ms = 0;
  const portion = createPortion(most, () => now_ms);
  return costs_ms.map((cost_ms) =>
    portion.run((size) => {
      now_ms += size * cost_ms;
      return size;
    })
  );
}

Deno.test("the first steps are small; a slow disk makes them small at once, a fast one doubles them", () => {
  const costs_ms = [0.02, 0.02, 0.02, 0.02, 1, 1, 1, 0.01, 0.01, 0.01, 0.01, 0.01];
  assert.deepEqual(sizes(50, costs_ms), [6, 12, 24, 48, 50, 4, 4, 4, 8, 16, 32, 50]);
});

Deno.test("a step that fails is measured as well", () => {
  let now_ms = 0;
  const portion = createPortion(100, () => now_ms);
  const { size } = portion;
  assert.throws(() =>
    portion.run(() => {
      now_ms += 8;
      throw new Error("refused");
    })
  );
  assert.equal(portion.size, size / 2);
});

Deno.test("however slow it is: never nothing, never more than the most, and at a steady cost within the target", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1000 }),
      fc.double({ min: 0, max: 100, noNaN: true }),
      (most, cost_ms) => {
        const all = sizes(most, Array(20).fill(cost_ms));
        assert(all.every((size) => Number.isInteger(size) && size >= 1 && size <= most));
        const last = all.at(-1) ?? 0;
        assert(last === 1 || last * cost_ms <= 4 + 1e-6, `${last} x ${cost_ms}`);
      },
    ),
  );
});
