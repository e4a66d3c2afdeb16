import assert from "node:assert/strict";
import { assertGolden } from "../../tools/golden.ts";
import { cortex } from "./_world.ts";

for (const shell of ["bash", "zsh", "fish"]) {
  Deno.test(`completions for ${shell}`, async () => {
    const { exit, out, connections } = await cortex(["completions", shell]);
    assert.deepEqual([exit, connections], [0, []]);
    assertGolden(`completions/cortex.${shell}`, out);
  });
}

for (const page of ["cortex.1", "cortexd.8"]) {
  Deno.test(`manual page ${page}`, async () => {
    const { exit, out, connections } = await cortex(["man", page.slice(0, -2)]);
    assert.deepEqual([exit, connections], [0, []]);
    assertGolden(`man/${page}`, out);
  });
}

Deno.test("an operand that is none of its choices is wrong usage, and the choices are told", async () => {
  const { exit, err } = await cortex(["completions", "tcsh"]);
  assert.equal(exit, 2);
  assert.match(err, /^cortex: Cannot run completions: "tcsh" is not one of bash, zsh, fish\n/);
});
