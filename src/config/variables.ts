import type { ConfigProblem } from "../contract/mod.ts";
import { nearest } from "../core/nearest.ts";
import { invalidConfig } from "./problem.ts";
import { SETTINGS } from "./settings.ts";
import { isSettingVariable, variableOf } from "./value_layer.ts";

/**
 * Refuses variables that are named as those of settings are, and are those of none: CONFIG_INVALID that names each, and
 * the one that may be meant.
 * @param where `environment`, or the file that gives them.
 */
export function checkVariables(names: readonly string[], where: string): void {
  const known = SETTINGS.map(({ key }) => variableOf(key));
  const problems = names.filter((name) => isSettingVariable(name) && !known.includes(name))
    .map((name) => unknownVariable(name, where, known));
  if (problems.length > 0) throw invalidConfig(problems);
}

function unknownVariable(name: string, where: string, known: readonly string[]): ConfigProblem {
  const origin = `${where} ${name}`;
  const whole = known.find((one) => name.startsWith(`${one}__`));
  const meant = whole ?? nearest(name, known);
  const advice = whole !== undefined
    ? `; give ${whole} as a whole`
    : meant !== undefined
    ? `; did you mean "${meant}"?`
    : "; cortex config show lists all";
  const message = `${origin}: Cannot use this variable: there is no setting of that name${advice}`;
  return { origin, key: "", value: null, valid: meant ?? "the variable of a setting", message };
}
