import assert from "node:assert/strict";
import { FILTERS, STATUS } from "../../../cli/commands/alerts/_filters.ts";
import { ALERT_STATUSES, CATEGORIES, SEVERITIES } from "../../../src/contract/mod.ts";

Deno.test("the values that can be given are those of the contract", () => {
  assert.deepEqual(FILTERS.severity.choices, SEVERITIES);
  assert.deepEqual(FILTERS.category.choices, CATEGORIES);
  assert.deepEqual(STATUS.status.choices, ALERT_STATUSES);
});
