import type { Setting } from "../contract/mod.ts";
import { checkConfig } from "./check.ts";
import { type Layer, type Merged, mergeLayers, pathKey, valueIn } from "./layer.ts";
import type { Config } from "./schema.ts";
import { HIDDEN, SETTINGS } from "./settings.ts";
import { type Draft, readSources, type SourcePlaces } from "./sources.ts";
import { checkVariables } from "./variables.ts";

/** The configuration in force and where it came from. */
export interface LoadedConfig {
  readonly config: Config;
  /** Every setting with its origin; secrets hidden. */
  readonly settings: readonly Setting[];
  /** Files that were read. */
  readonly files: readonly string[];
  /** Where each value was given, by its path. */
  readonly origins: ReadonlyMap<string, string>;
  /** For the log: what the files say and this program has no use for. */
  readonly notes: readonly string[];
}

/** What {@link loadConfig} reads from. */
export interface LoadOptions extends SourcePlaces {
  /** Settings given as options, strongest of all. */
  readonly options: Layer;
}

/**
 * Reads and checks everything. Throws CONFIG_INVALID; whoever reloads keeps the old configuration then.
 * @param draft A text to read in place of a file, to know what the file would do.
 */
export function loadConfig(from: LoadOptions, draft?: Draft): LoadedConfig {
  const { layers, files } = readSources(from, SETTINGS, draft);
  for (const { variables } of layers) if (variables) checkVariables(variables.names, variables.where);
  const merged = mergeLayers([...layers, from.options]);
  const config = checkConfig(merged);
  const notes = layers.flatMap((layer) => layer.notes ?? []);
  return { config, settings: describe(config, merged), origins: merged.origins, files, notes };
}

/** Settings whose values differ, by key. */
export function changedSettings(before: LoadedConfig, after: LoadedConfig): Setting[] {
  const old = new Map(before.settings.map((setting) => [setting.key, JSON.stringify(setting.value)]));
  return after.settings.filter((setting) => old.get(setting.key) !== JSON.stringify(setting.value));
}

function describe(config: Config, merged: Merged): Setting[] {
  return SETTINGS.map((info) => {
    const path = info.key.split(".");
    const value = valueIn(config, path);
    return {
      key: info.key,
      value: info.secret && value !== undefined ? HIDDEN : value ?? null,
      default: info.secret ? HIDDEN : info.default,
      origin: originOf(path, merged.origins),
      reload: info.reload,
      unit: info.unit,
      summary: info.summary,
    };
  });
}

/** Where a setting was given; for a mapping (thresholds by mount) its last member. */
export function originOf(path: readonly string[], origins: ReadonlyMap<string, string>): string {
  const key = pathKey(path);
  const own = origins.get(key);
  if (own !== undefined) return own;
  let found = "default";
  for (const [given, origin] of origins) if (given.startsWith(`${key}\0`)) found = origin;
  return found;
}
