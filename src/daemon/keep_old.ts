import type { LoadedConfig } from "../config/mod.ts";
import type { Setting } from "../contract/mod.ts";

/** The new configuration with the old values of what waits for a restart. */
export function keepOld(
  before: LoadedConfig,
  next: LoadedConfig,
  waiting: readonly Setting[],
): LoadedConfig {
  const config = structuredClone(next.config);
  const old = new Map(before.settings.map((setting) => [setting.key, setting]));
  for (const { key } of waiting) copyValue(before.config, config, key.split("."));
  const kept = new Set(waiting.map((setting) => setting.key));
  const settings = next.settings.map((setting) =>
    kept.has(setting.key) ? { ...setting, value: old.get(setting.key)?.value } : setting
  );
  return { ...next, config, settings };
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
