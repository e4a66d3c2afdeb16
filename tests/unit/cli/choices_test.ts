import assert from "node:assert/strict";
import { FILTERS, STATUS } from "../../../cli/commands/alerts/_filters.ts";
import { command as jobs } from "../../../cli/commands/jobs/list.ts";
import { command as processes } from "../../../cli/commands/processes.ts";
import { command as users } from "../../../cli/commands/users.ts";
import { LIMIT } from "../../../cli/list.ts";
import {
  ALERT_STATUSES,
  CATEGORIES,
  JOB_STATES,
  paging,
  processesList,
  SEVERITIES,
  usersList,
} from "../../../src/contract/mod.ts";

Deno.test("the values that can be given are those of the contract", () => {
  assert.deepEqual(FILTERS.severity.choices, SEVERITIES);
  assert.deepEqual(FILTERS.category.choices, CATEGORIES);
  assert.deepEqual(STATUS.status.choices, ALERT_STATUSES);
  assert.ok("options" in jobs && jobs.options.state?.type === "choice");
  assert.deepEqual(jobs.options.state.choices, JOB_STATES);
  for (const [{ options }, { input }] of [[processes, processesList], [users, usersList]] as const) {
    assert.ok(options.sort?.type === "choice");
    assert.deepEqual(options.sort.choices, input().shape.sort.unwrap().options);
  }
});

Deno.test("a list may be as long as a page of the daemon", () => {
  assert.ok(paging().limit.safeParse(LIMIT.limit.max).success);
  assert.ok(!paging().limit.safeParse(LIMIT.limit.max + 1).success);
});
