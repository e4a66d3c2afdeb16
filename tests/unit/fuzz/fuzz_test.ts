import assert from "node:assert/strict";
import type { FuzzRun } from "./_target.ts";
import { TARGETS } from "./_targets.ts";

/** Inputs of one test for each percent that the target has of a long run. */
const RUNS_PER_PERCENT = 25;

/** Runs that are done again first, by target: who finds something adds the seed and the path that its failure names. */
const KEPT: Readonly<Record<string, readonly FuzzRun[]>> = JSON.parse(
  Deno.readTextFileSync("tests/fixtures/fuzz/seeds.json"),
);

for (const [target, percent] of TARGETS) {
  Deno.test(`whatever comes in, it is taken or refused with a typed error: ${target.name}`, async () => {
    for (const run of [...KEPT[target.name] ?? [], { runs: percent * RUNS_PER_PERCENT }]) {
      assert.equal((await target.run(run)).failure, null);
    }
  });
}

Deno.test("every target has kept seeds, and every kept seed a target", () => {
  assert.deepEqual(Object.keys(KEPT).sort(), TARGETS.map(([{ name }]) => name).sort());
});
