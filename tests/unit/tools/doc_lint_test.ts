import assert from "node:assert/strict";
import { docFindings } from "../../tools/doc_lint.ts";

Deno.test("docFindings reads what deno doc --lint prints", () => {
  const output = `\x1b[1merror[missing-jsdoc]\x1b[0m: exported symbol is missing JSDoc documentation
   --> /home/me/cortex/src/client/a.ts:3:1
    |
error[private-type-ref]: public type 'page' references private type 'ZodType'
   --> /home/me/cortex/src/contract/common.ts:22:1

error: Found 2 documentation lint errors.
`;
  assert.deepEqual(docFindings(output), [
    "/home/me/cortex/src/client/a.ts:3:1 [missing-jsdoc]: exported symbol is missing JSDoc documentation",
    "/home/me/cortex/src/contract/common.ts:22:1 [private-type-ref]: public type 'page' references private type 'ZodType'",
  ]);
  assert.deepEqual(docFindings("Checked 1 file\n"), []);
});
