import { contractRoutes } from "../../tools/contract_routes.ts";
import { contractTypes } from "../../tools/contract_types.ts";
import { assertGolden } from "../../tools/golden.ts";
import { ruleSettings } from "../../tools/rule_settings.ts";

Deno.test("the plain types of the contract are those of its schemas", () => {
  assertGolden("../../src/contract/types.ts", contractTypes());
});

Deno.test("routes are those of the operations, in the order of the list", () => {
  assertGolden("../../src/contract/routes.ts", contractRoutes());
});

Deno.test("the settings of rules are those of the rules", () => {
  assertGolden("../../src/config/rules.ts", ruleSettings());
});
