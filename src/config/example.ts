import { validValues } from "./setting_types.ts";
import { type SettingInfo, SETTINGS } from "./settings.ts";
import type { Reload } from "./about.ts";
import { CURRENT_VERSION } from "./versions.ts";

const CHANGES: Readonly<Record<Reload, string>> = {
  live: "changes by reload",
  worker: "changes by reload, its part restarts",
  restart: "changes at the next start",
};

const HEAD = `# Configuration of the Cortex daemon: every setting there is, with its default.
#
# Read as /etc/cortex/daemon.yaml, then /etc/cortex/daemon.d/*.yaml in the order of their names, then
# ~/.cortex/daemon.yaml for a daemon of a user's own; the environment and options are stronger than all files.
# To change a setting, take the "#" away before it and before its section. "cortex config validate" checks the
# result, "cortex reload" brings it into force, "cortex config show" tells what is in force and from where.

version: ${CURRENT_VERSION}
`;

/**
 * A configuration file with every setting commented out: summary, unit, valid values, default, way of changing.
 * @param defaults Defaults that the schema does not know, by key.
 */
export function exampleConfig(defaults: ReadonlyMap<string, unknown>): string {
  const lines: string[] = [];
  let above: string[] = [];
  for (const setting of SETTINGS) {
    if (setting.key === "version") continue;
    const sections = setting.key.split(".").slice(0, -1);
    lines.push(...heads(sections, above), ...entry(setting, defaults.get(setting.key) ?? setting.default));
    above = sections;
  }
  return [HEAD.trimEnd(), ...lines, ""].join("\n");
}

/** The sections that begin here; an empty line before a new one. */
function heads(sections: readonly string[], above: readonly string[]): string[] {
  const same = sections.findIndex((name, depth) => above[depth] !== name);
  const first = same < 0 ? sections.length : same;
  if (first === sections.length && above.length <= sections.length) return [];
  const opened = sections.slice(first).map((name, index) => `#${indent(first + index)}${name}:`);
  return ["", ...opened];
}

function entry({ key, type, summary, unit, reload }: SettingInfo, standard: unknown): string[] {
  const path = key.split(".");
  const margin = indent(path.length - 1);
  const name = path.at(-1) ?? key;
  const valid = validValues(type);
  const facts = [unit === null ? valid : `${valid}, in ${unit}`, CHANGES[reload]].join("; ");
  return [
    `${margin}# ${summary}`,
    `${margin}# (${facts})`,
    // One without a default stays a comment: there is no value that would say the same as nothing.
    standard === null ? `#${margin}# ${name}:` : `#${margin}${name}: ${JSON.stringify(standard)}`,
  ];
}

function indent(depth: number): string {
  return "  ".repeat(depth);
}
