import { contractTypes } from "../../tools/contract_types.ts";
import { assertGolden } from "../../tools/golden.ts";

Deno.test("the plain types of the contract are those of its schemas", () => {
  assertGolden("../../src/contract/types.ts", contractTypes());
});
