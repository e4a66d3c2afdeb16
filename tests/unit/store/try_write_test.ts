import assert from "node:assert/strict";
import { CortexError } from "../../../src/contract/mod.ts";
import { tryWrite } from "../../../src/store/mod.ts";

Deno.test("that the state cannot be written is told by the result, any other fault is thrown", () => {
  const failing = (error: Error) => () => {
    throw error;
  };
  assert.equal(tryWrite(() => {}), true);
  assert.equal(tryWrite(failing(new CortexError("STORE_FAILED", "Cannot write the state: full"))), false);
  assert.throws(() => tryWrite(failing(new CortexError("INVALID_PARAMS", "wrong"))), /wrong/);
  assert.throws(() => tryWrite(failing(new TypeError("a fault of the program"))), TypeError);
});
