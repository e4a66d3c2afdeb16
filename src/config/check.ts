import type { z } from "zod";
import type { ConfigProblem } from "../contract/mod.ts";
import { nearest } from "../core/nearest.ts";
import { isRecord, type Merged, pathKey } from "./layer.ts";
import { type Config, configSchema } from "./schema.ts";
import { invalidConfig } from "./problem.ts";
import { mappingOf, members, typeAt, validValues } from "./setting_types.ts";
import { HIDDEN, isSecret } from "./settings.ts";

/** The settings in force, or CONFIG_INVALID that names every problem with file, line, key, value and what is valid. */
export function checkConfig(merged: Merged): Config {
  // Compiling the schema would take longer than the few times that it is needed.
  const parsed = configSchema.safeParse(filled(merged.value, []), { jitless: true });
  if (parsed.success) return parsed.data;
  throw invalidConfig(parsed.error.issues.flatMap((issue) => explain(issue, merged)));
}

/** A section of which every line is a comment is null in YAML: it gives nothing, as one that is not there. */
function filled(value: unknown, path: readonly string[]): unknown {
  if (value === null && isMapping(path)) return {};
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, filled(member, [...path, name])]),
  );
}

function isMapping(path: readonly string[]): boolean {
  const type = typeAt(path);
  return type !== null && validValues(type) === "a mapping";
}

function explain(issue: z.core.$ZodIssue, merged: Merged): ConfigProblem[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((name) => unknownKey([...path, name], merged));
  }
  const type = typeAt(path);
  const valid = type === null ? issue.message : validValues(type);
  const key = path.join(".");
  const value = isSecret(key) ? HIDDEN : valueAt(path, merged);
  const origin = originOf(path, merged);
  return [{
    origin,
    key,
    value,
    valid,
    message: `${origin}: Cannot use ${JSON.stringify(value)} for ${key}: it must be ${valid}`,
  }];
}

function unknownKey(path: string[], merged: Merged): ConfigProblem {
  const key = path.join(".");
  const origin = originOf(path, merged);
  const known = namesAt(path.slice(0, -1));
  const meant = nearest(path.at(-1) ?? "", known);
  const valid = meant === undefined ? `one of ${known.join(", ")}` : meant;
  return {
    origin,
    key,
    value: valueAt(path, merged),
    valid,
    message: `${origin}: Cannot use the setting ${key}: there is none of that name` +
      (meant === undefined ? ` (known here: ${known.join(", ")})` : `; did you mean "${meant}"?`),
  };
}

function namesAt(path: readonly string[]): readonly string[] {
  const type = typeAt(path);
  return type === null ? [] : Object.keys(members(type) ?? {}).concat(mappingOf(type)?.names ?? []);
}

function valueAt(path: readonly string[], merged: Merged): unknown {
  let at: unknown = merged.value;
  for (const name of path) {
    if (typeof at !== "object" || at === null) return at;
    at = (at as Record<string, unknown>)[name];
  }
  return at;
}

/** Where a path was given: its own origin, the nearest above it, or that of the first member below. */
function originOf(path: readonly string[], merged: Merged): string {
  for (let depth = path.length; depth > 0; depth--) {
    const origin = merged.origins.get(pathKey(path.slice(0, depth)));
    if (origin !== undefined) return origin;
  }
  const below = `${pathKey(path)}\0`;
  for (const [key, origin] of merged.origins) if (key.startsWith(below)) return origin;
  return "configuration";
}
