import type { LoadedConfig } from "../config/mod.ts";
import type { Setting } from "../contract/mod.ts";

/** The new configuration with the old values, and where they came from, of what waits for a restart. */
export function keepOld(
  before: LoadedConfig,
  next: LoadedConfig,
  waiting: readonly Setting[],
): LoadedConfig {
  const config = structuredClone(next.config);
  for (const { key } of waiting) copyValue(before.config, config, key.split("."));
  const keys = new Set(waiting.map((setting) => setting.key));
  const kept = new Map(before.settings.filter(({ key }) => keys.has(key)).map((old) => [old.key, old]));
  return { ...next, config, settings: next.settings.map((setting) => kept.get(setting.key) ?? setting) };
}

function copyValue(
  from: Record<string, unknown>,
  to: Record<string, unknown>,
  path: readonly string[],
): void {
  const [name, ...rest] = path;
  if (name === undefined) return;
  if (rest.length === 0) to[name] = from[name];
  else copyValue(from[name] as Record<string, unknown>, to[name] as Record<string, unknown>, rest);
}
