import assert from "node:assert/strict";
import { CortexError } from "../../../src/contract/mod.ts";
import { whenFree } from "../../../src/core/when_free.ts";

const held = () => new CortexError("UNAVAILABLE", "Cannot use it: held");

Deno.test("what another holds is taken as soon as it lets go", async () => {
  let tries = 0;
  const taken = await whenFree(() => {
    if (++tries < 3) throw held();
    return "mine";
  }, 60_000);
  assert.deepEqual([taken, tries], ["mine", 3]);
});

Deno.test("without patience there is one try, and another failure than that is nothing to wait for", async () => {
  let tries = 0;
  const taking = (error: Error) => () => {
    tries++;
    throw error;
  };
  await assert.rejects(whenFree(taking(held()), 0), { code: "UNAVAILABLE" });
  await assert.rejects(whenFree(taking(new Error("broken")), 60_000), /broken/);
  assert.equal(tries, 2);
});
