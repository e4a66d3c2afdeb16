import assert from "node:assert/strict";
import { testRuns } from "../../tools/run_tests.ts";

const unit = { folder: "tests/unit", flags: ["--allow-read=."] };
const e2e = { ...unit, folder: "tests/e2e", runs: () => ["tests/e2e/a_test.ts", "tests/e2e/b_test.ts"] };
const start = ["test", "--no-prompt", "--no-check", "--allow-read=."];

Deno.test("testRuns gives one run the whole folder, or several their part each, with the arguments", () => {
  assert.deepEqual(testRuns(unit, []), [[...start, "tests/unit"]]);
  assert.deepEqual(testRuns(unit, ["--filter", "ranks"]), [[...start, "tests/unit", "--filter", "ranks"]]);
  assert.deepEqual(testRuns(e2e, ["--fail-fast"]), [
    [...start, "tests/e2e/a_test.ts", "--fail-fast"],
    [...start, "tests/e2e/b_test.ts", "--fail-fast"],
  ]);
});

Deno.test("testRuns gives each path of its suite a run, and those of others none", () => {
  const args = ["tests/unit/a_test.ts", "./tests/unit/b_test.ts", "tests/e2e/c_test.ts", "--fail-fast"];
  assert.deepEqual(testRuns(unit, args), [
    [...start, "tests/unit/a_test.ts", "--fail-fast"],
    [...start, "./tests/unit/b_test.ts", "--fail-fast"],
  ]);
  assert.deepEqual(testRuns(e2e, args), [[...start, "tests/e2e/c_test.ts", "--fail-fast"]]);
  assert.deepEqual(testRuns(e2e, ["tests/unit/a_test.ts"]), []);
});
