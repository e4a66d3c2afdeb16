import { RULES } from "../../src/alerts/rules.ts";

const HEAD = `/**
 * The settings of every rule that raises alerts. Written by \`deno task golden\` from the rules: configuration is read
 * before there are alerts, and does not know them.
 * @module
 */
import { rule } from "./rule_settings.ts";

/** By the name of the rule. */
export const RULE_SETTINGS = {
`;

/** The text of `src/config/rules.ts`. */
export function ruleSettings(): string {
  const rows = RULES.map(({ name, unit, summary }) =>
    `  ${name}: rule(${JSON.stringify(unit)}, ${JSON.stringify(summary)}),\n`
  );
  return `${HEAD}${rows.join("")}};\n`;
}
