import { openApiDocument } from "../../../src/ipc/mod.ts";
import { assertGolden } from "../../tools/golden.ts";

Deno.test("the OpenAPI document", () => {
  assertGolden("openapi.json", `${JSON.stringify(openApiDocument(), null, 2)}\n`);
});
