import assert from "node:assert/strict";
import { holdingConditions } from "../../../src/alerts/mod.ts";
import { configOf, diskOf, sampleOf } from "./_host.ts";

Deno.test("one look says which conditions hold, however long they would have to last", () => {
  const disks = [diskOf("/", 50), diskOf("/srv", 96), diskOf("/var", 85)];
  const counts = { info: 0, warning: 0, error: 0, critical: 0 };
  assert.deepEqual(holdingConditions(sampleOf(), configOf()), counts);
  assert.deepEqual(holdingConditions(sampleOf({ disks }), configOf()), {
    ...counts,
    warning: 1,
    critical: 1,
  });
  const quiet = configOf({ rules: { disk: { enabled: false } } });
  assert.deepEqual(holdingConditions(sampleOf({ disks }), quiet), counts);
});
