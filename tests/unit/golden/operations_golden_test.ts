import { ERRORS, OPERATIONS, SUBSCRIPTIONS, wireName } from "../../../src/contract/mod.ts";
import { assertGolden } from "../../tools/golden.ts";

Deno.test("the operations: wire name, scope, method, path and errors of their own", () => {
  const lines = [...OPERATIONS, ...SUBSCRIPTIONS].map((operation) => {
    const { http, scope, errors } = operation;
    return `${wireName(operation)} ${scope} ${http.method} ${http.path} ${errors.join(",") || "-"}\n`;
  });
  assertGolden("operations.txt", lines.join(""));
});

Deno.test("the table of errors: HTTP status, JSON-RPC, cortexd, exit code", () => {
  const lines = Object.entries(ERRORS).map(([code, { http, rpc, cortexd, exit, passing }]) =>
    `${code} ${http} ${rpc} ${cortexd} ${exit} ${passing ? "passing" : "lasting"}\n`
  );
  assertGolden("errors.txt", lines.join(""));
});
