import assert from "node:assert/strict";
import { readSummary } from "../../tools/test_summary.ts";

Deno.test("readSummary reads what deno test prints", () => {
  const cases: [string, number, number, number][] = [
    ["ok | 12 passed | 0 failed (35ms)\n", 0, 12, 0],
    ["ok | 12 passed (3 steps) | 0 failed | 1 ignored (1 step) | 4 filtered out (1s)\n", 0, 12, 0],
    [
      "x\n\nFAILED | 2 passed (1 step) | 3 failed (1 step) | 1 ignored (165ms)\n\nerror: Test failed\n",
      1,
      2,
      3,
    ],
    ["\x1b[0m\x1b[32mok\x1b[0m | 7 passed | 0 failed \x1b[0m\x1b[38;5;245m(14ms)\x1b[0m\n", 0, 7, 0],
  ];
  for (const [output, code, passed, failed] of cases) {
    assert.deepEqual(readSummary(output, code), { passed, failed }, output);
  }
});

Deno.test("readSummary counts a run that failed without a failed test", () => {
  assert.deepEqual(readSummary("error: Type checking failed.\n", 1), { passed: 0, failed: 1 });
  assert.deepEqual(readSummary("ok | 3 passed | 0 failed (1ms)\n", 1), { passed: 3, failed: 1 });
  assert.deepEqual(readSummary("", 137), { passed: 0, failed: 1 });
});

Deno.test("readSummary takes the last summary and only whole lines", () => {
  const quoted =
    "test output: ok | 90 passed | 0 failed\nok | 1 passed | 0 failed\nok | 5 passed | 2 failed (1s)\n";
  assert.deepEqual(readSummary(quoted, 1), { passed: 5, failed: 2 });
});
