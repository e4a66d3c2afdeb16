import assert from "node:assert/strict";
import { OPERATIONS, SUBSCRIPTIONS } from "../../../src/contract/mod.ts";
import { ROUTES, SUBSCRIPTION_ROUTES } from "../../../src/contract/wire.ts";

Deno.test("every operation is sent as its definition says, in the order of the list", () => {
  const defined = OPERATIONS.map(({ name, kind, http }) => [name, { kind, http }]);
  assert.deepEqual(Object.entries(ROUTES), defined);
  const streams = SUBSCRIPTIONS.map(({ name, kind, http }) => [name, { kind, http }]);
  assert.deepEqual(Object.entries(SUBSCRIPTION_ROUTES), streams);
});
