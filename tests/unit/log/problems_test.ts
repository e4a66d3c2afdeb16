import assert from "node:assert/strict";
import { keepProblem, recentProblems } from "../../../src/log/problems.ts";
import { record } from "./_record.ts";

Deno.test("the last 50 warnings and errors are kept, oldest first, each with a thousand characters at most", () => {
  for (let at = 1; at <= 60; at++) {
    keepProblem(record(`problem ${at}`, { level: at % 2 ? "warning" : "error" }));
  }
  keepProblem(record("no problem"));
  assert.deepEqual(
    recentProblems().map(({ message }) => message),
    Array.from({ length: 50 }, (_, index) => `problem ${index + 11}`),
  );
  keepProblem(record("x".repeat(2000), { level: "fatal" }));
  const last = recentProblems().at(-1);
  assert.deepEqual([last?.level, last?.component, last?.message], ["fatal", "ipc", "x".repeat(1000)]);
});
