import assert from "node:assert/strict";
import { testArguments } from "../../tools/run_tests.ts";

const unit = { folder: "tests/unit", flags: ["--allow-read=."] };
const start = ["test", "--no-prompt", "--no-check", "--allow-read=."];

Deno.test("testArguments runs the whole suite and passes arguments on", () => {
  assert.deepEqual(testArguments(unit, []), [...start, "tests/unit"]);
  assert.deepEqual(testArguments(unit, ["--filter", "ranks"]), [...start, "tests/unit", "--filter", "ranks"]);
});

Deno.test("testArguments runs the paths of its suite only", () => {
  const args = ["tests/unit/a_test.ts", "./tests/unit/b_test.ts", "tests/e2e/c_test.ts", "--fail-fast"];
  assert.deepEqual(testArguments(unit, args), [
    ...start,
    "tests/unit/a_test.ts",
    "./tests/unit/b_test.ts",
    "--fail-fast",
  ]);
  assert.equal(testArguments(unit, ["tests/e2e/c_test.ts"]), undefined);
});

Deno.test("testArguments runs a pattern of files unless paths are given", () => {
  const golden = { folder: "tests", files: "tests/**/*golden_test.ts", flags: ["--allow-read=."] };
  assert.deepEqual(testArguments(golden, []), [...start, "tests/**/*golden_test.ts"]);
  assert.deepEqual(testArguments(golden, ["tests/e2e/a_test.ts"]), [...start, "tests/e2e/a_test.ts"]);
});
