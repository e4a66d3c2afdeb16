import assert from "node:assert/strict";
import { z } from "zod";
import { OPERATIONS, SUBSCRIPTIONS } from "../../../src/contract/mod.ts";
import "../../../src/daemon.ts";

Deno.test("to load the daemon makes no schema of the contract but the one that it reads its own state by", () => {
  assert.deepEqual([...z.globalRegistry._idmap.keys()], ["Severity"]);
});

Deno.test("a schema of the contract is made once", () => {
  for (const { name, input, output } of [...OPERATIONS, ...SUBSCRIPTIONS]) {
    assert.equal(input(), input(), name);
    assert.equal(output(), output(), name);
  }
});
