import type { OutputOf, Setting } from "../contract/mod.ts";
import { CortexError } from "../contract/mod.ts";
import {
  changedSettings,
  changeSetting,
  type Config,
  configJsonSchema,
  loadConfig,
  type LoadedConfig,
  settingsAt,
  type Start,
  upgradeOwnFile,
  validateConfig,
} from "../config/mod.ts";
import { type Logger, logger } from "../log/mod.ts";
import { keepOld } from "./keep_old.ts";
import { messageOf } from "../core/message_of.ts";

/** The configuration in force: read by every part at the moment it needs a value. */
export interface Configuration {
  readonly start: Start;
  /** Settings in force. */
  current(): Config;
  loaded(): LoadedConfig;
  /** The answer of config.get. */
  get(key: string | undefined): OutputOf<"config.get">;
  /** Writes one setting and reloads; one after the other. Fails as config.set may. */
  set(key: string, value: unknown, request_id: string): Promise<OutputOf<"config.set">>;
  validate(text: string | undefined): OutputOf<"config.validate">;
  schema(): OutputOf<"config.schema">;
  /** Reads all files again. Throws CONFIG_INVALID and changes nothing when one is wrong. */
  reload(): OutputOf<"daemon.reload">;
  /** As {@link reload}, for who waits for no answer: the log says why nothing has changed. */
  tryReload(): void;
  /** Brings the daemon's own file to the current version, where it may write it. Never fails. */
  upgrade(): Promise<void>;
}

/** What became of one setting that a client has changed. */
export interface SettingChange {
  readonly key: string;
  readonly file: string;
  readonly effect: OutputOf<"config.set">["effect"];
  readonly request_id: string;
}

/** Who is told what becomes of a reload. */
export interface ReloadListener {
  /** These settings have come into force. */
  changed(settings: readonly Setting[]): void;
  /** It is over: keys in force now, and keys that wait for a restart. */
  reloaded(outcome: { readonly changed: readonly string[]; readonly waiting: readonly string[] }): void;
  /** A client has changed one setting; its value is not told, it may be a secret. */
  set(change: SettingChange): void;
  /** Nothing has changed: a file is wrong. */
  rejected(reason: string): void;
  /** The files were read again, whatever came of it. */
  ended(): void;
}

/** Keeps the loaded configuration and tells what a reload brought into force. */
export function createConfiguration(
  start: Start,
  first: LoadedConfig,
  listener: ReloadListener,
): Configuration {
  const log = logger("config");
  let inForce = first;
  let schema: OutputOf<"config.schema"> | undefined;
  let editing: Promise<unknown> = Promise.resolve();
  tellNotes(first, log);

  const putInForce = (next: LoadedConfig): OutputOf<"daemon.reload"> => {
    const differing = changedSettings(inForce, next);
    const live = differing.filter((setting) => setting.reload !== "restart");
    const waiting = differing.filter((setting) => setting.reload === "restart");
    inForce = keepOld(inForce, next, waiting);
    listener.changed(live);
    const outcome = { changed: live.map((one) => one.key), waiting: waiting.map((one) => one.key) };
    log.info("Configuration reloaded", outcome);
    listener.reloaded(outcome);
    return { reloaded: true, ...outcome };
  };
  const reload = (): OutputOf<"daemon.reload"> => {
    try {
      return putInForce(readAgain(start, log, listener));
    } finally {
      listener.ended();
    }
  };
  const set = async (
    key: string,
    value: unknown,
    request_id: string,
  ): Promise<OutputOf<"config.set">> => {
    const file = await changeSetting(start, inForce.config, key, value);
    const outcome = reload();
    const [setting] = getSettings(inForce, key).items;
    if (setting === undefined) throw new Error(`Cannot find the setting "${key}" after it was set`);
    const effect = effectOf(setting, outcome, value === null ? null : file);
    log.info("Setting {key} changed in {file}: {effect}", { key, file, effect });
    listener.set({ key, file, effect, request_id });
    return { file, effect, setting };
  };

  return {
    start,
    current: () => inForce.config,
    loaded: () => inForce,
    get: (key) => getSettings(inForce, key),
    set: (key, value, request_id) => {
      const done = editing.then(() => set(key, value, request_id));
      editing = done.catch(() => {});
      return done;
    },
    validate: (text) => validateConfig(start, text),
    schema: () => schema ??= configJsonSchema(),
    reload,
    tryReload: () => {
      try {
        reload();
      } catch {
        // The log has said why.
      }
    },
    upgrade: async () => {
      try {
        const file = await upgradeOwnFile(start, inForce.config);
        if (file !== null) log.info("Configuration file {file} brought to the current form", { file });
      } catch (error) {
        log.warn("Cannot bring the configuration file to the current form, it is read as it is: {error}", {
          error,
        });
      }
    },
  };
}

function readAgain(start: Start, log: Logger, listener: ReloadListener): LoadedConfig {
  try {
    const next = loadConfig(start);
    tellNotes(next, log);
    return next;
  } catch (error) {
    const reason = messageOf(error);
    log.error("Configuration not reloaded, the old one stays in force: {reason}", { reason });
    listener.rejected(reason);
    throw error;
  }
}

function tellNotes({ notes }: LoadedConfig, log: Logger): void {
  for (const note of notes) log.warn("{note}", { note });
}

/** What came of a setting that was written; taken out of the file, it may well come from another place now. */
function effectOf(
  setting: Setting,
  { changed, waiting }: OutputOf<"daemon.reload">,
  file: string | null,
): OutputOf<"config.set">["effect"] {
  // That of a mapping, where only a member of it was written.
  const isOne = (key: string) => `${setting.key}.`.startsWith(`${key}.`);
  if (waiting.some(isOne)) return "restart";
  if (changed.some(isOne)) return setting.reload;
  return file === null || setting.origin.startsWith(`${file}:`) ? "unchanged" : "shadowed";
}

function getSettings(loaded: LoadedConfig, key: string | undefined): OutputOf<"config.get"> {
  const items = key === undefined ? loaded.settings : settingsAt(loaded, key);
  if (items.length === 0) {
    throw new CortexError(
      "NOT_FOUND",
      `Cannot show the setting "${key}": there is none; config.get without a key lists all`,
    );
  }
  return { items: [...items], files: [...loaded.files] };
}
