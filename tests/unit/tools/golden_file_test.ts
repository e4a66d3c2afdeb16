import assert from "node:assert/strict";
import { assertGolden, firstDifference } from "../../tools/golden.ts";

Deno.test("assertGolden refuses a text that differs from its file, or has none", () => {
  assert.throws(() => assertGolden("help/cortex.txt", "else"), /golden\/help\/cortex\.txt differs/);
  assert.throws(() => assertGolden("none.txt", "new"), /none\.txt differs/);
});

Deno.test("firstDifference names the first line that differs", () => {
  assert.equal(firstDifference("a\nb\nc\n", "a\nb\nc\n"), undefined);
  assert.equal(firstDifference("a\nb\nc\n", "a\nx\nc\n"), "line 2\n- b\n+ x");
  assert.equal(firstDifference("a\n", "a\nb\n"), "line 2\n- \n+ b");
  assert.equal(firstDifference("a", "a\nb"), "line 2\n- (end)\n+ b");
  assert.equal(firstDifference("a\nb", "a"), "line 2\n- b\n+ (end)");
});
