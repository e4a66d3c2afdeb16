import { NOTICES } from "./notice.ts";
import { RULES } from "./rules.ts";
import { PERSISTENT } from "./rules/persistent.ts";

/** What an alert may name as its rule: every rule, those of persistent users, and what parts of the daemon say. */
export const RULE_NAMES: readonly string[] = [
  ...RULES.map(({ name }) => name),
  ...Object.values(PERSISTENT),
  ...NOTICES,
];
