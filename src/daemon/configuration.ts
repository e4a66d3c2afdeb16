import type { OutputOf, Setting } from "../contract/mod.ts";
import { CortexError } from "../contract/mod.ts";
import { changedSettings, type Config, loadConfig, type LoadedConfig, type Start } from "../config/mod.ts";
import { logger } from "../log/mod.ts";

/** The configuration in force: read by every part at the moment it needs a value. */
export interface Configuration {
  readonly start: Start;
  /** Settings in force. */
  current(): Config;
  loaded(): LoadedConfig;
  /** The answer of config.get. */
  get(key: string | undefined): OutputOf<"config.get">;
  /** Reads all files again. Throws CONFIG_INVALID and changes nothing when one is wrong. */
  reload(): OutputOf<"daemon.reload">;
}

/** Keeps the loaded configuration and tells `changed` what a reload brought into force. */
export function createConfiguration(
  start: Start,
  first: LoadedConfig,
  changed: (keys: readonly Setting[]) => void,
): Configuration {
  const log = logger("config");
  let inForce = first;
  return {
    start,
    current: () => inForce.config,
    loaded: () => inForce,
    get: (key) => getSettings(inForce, key),
    reload: () => {
      const next = readAgain(start);
      const differing = changedSettings(inForce, next);
      const live = differing.filter((setting) => setting.reload !== "restart");
      const waiting = differing.filter((setting) => setting.reload === "restart");
      inForce = keepOld(inForce, next, waiting);
      changed(live);
      const outcome = { changed: live.map((one) => one.key), waiting: waiting.map((one) => one.key) };
      log.info("Configuration reloaded", outcome);
      return { reloaded: true, ...outcome };
    },
  };

  function readAgain(from: Start): LoadedConfig {
    try {
      return loadConfig(from);
    } catch (error) {
      log.error("Configuration not reloaded, the old one stays in force: {reason}", {
        reason: error instanceof Error ? error.message : String(error),
      });
      throw error;
    }
  }
}

/** The new configuration with the old values of what waits for a restart. */
function keepOld(before: LoadedConfig, next: LoadedConfig, waiting: readonly Setting[]): LoadedConfig {
  const config = structuredClone(next.config);
  const old = new Map(before.settings.map((setting) => [setting.key, setting]));
  for (const { key } of waiting) copyValue(before.config, config, key.split("."));
  const kept = new Set(waiting.map((setting) => setting.key));
  const settings = next.settings.map((setting) =>
    kept.has(setting.key) ? { ...setting, value: old.get(setting.key)?.value } : setting
  );
  return { config, settings, files: next.files };
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

function getSettings(loaded: LoadedConfig, key: string | undefined): OutputOf<"config.get"> {
  const items = loaded.settings.filter((setting) =>
    key === undefined || setting.key === key || setting.key.startsWith(`${key}.`)
  );
  if (items.length === 0) {
    throw new CortexError(
      "NOT_FOUND",
      `Cannot show the setting "${key}": there is none; config.get without a key lists all`,
    );
  }
  return { items, files: [...loaded.files] };
}
