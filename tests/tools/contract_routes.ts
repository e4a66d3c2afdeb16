import { type Operation, OPERATIONS, SUBSCRIPTIONS } from "../../src/contract/mod.ts";

const HEAD = `/**
 * How each operation is sent. Written by \`deno task golden\` from the operations: a client that only sends needs no
 * schemas and no zod, which is most of the start-up time of a short command.
 * @module
 */
import type { Route } from "./route.ts";
import type { Operations, Subscriptions } from "./types.ts";
`;

/** The text of `src/contract/routes.ts`. */
export function contractRoutes(): string {
  return HEAD +
    table("ROUTES", "Operations", "How each operation is sent that is answered once.", OPERATIONS) +
    table("SUBSCRIPTION_ROUTES", "Subscriptions", "How each subscription is opened.", SUBSCRIPTIONS);
}

function table(name: string, keys: string, doc: string, operations: readonly Operation[]): string {
  const rows = operations.map(({ name, kind, http: { method, path } }) => {
    const key = name.includes(".") ? `"${name}"` : name;
    return `  ${key}: { kind: "${kind}", http: { method: "${method}", path: "${path}" } },\n`;
  });
  return `\n/** ${doc} */\nexport const ${name}: Readonly<Record<keyof ${keys}, Route>> = {\n${
    rows.join("")
  }};\n`;
}
