import assert from "node:assert/strict";
import { putAtFirst } from "../../../src/core/first_path.ts";

Deno.test("first path: the first that takes it, with why the one before did not; the last failure where none does", () => {
  const tried: string[] = [];
  const put = (path: string) => {
    tried.push(path);
    if (!path.startsWith("good")) throw new Error(`${path} is full`);
  };
  assert.deepEqual(putAtFirst(["good1", "good2"], put), { path: "good1", reason: null });
  assert.deepEqual(putAtFirst(["a", "b", "good"], put), { path: "good", reason: "b is full" });
  assert.deepEqual(tried, ["good1", "a", "b", "good"]);
  assert.throws(() => putAtFirst(["a", "b"], put), /b is full/);
  assert.throws(() => putAtFirst([], put), RangeError);
});
