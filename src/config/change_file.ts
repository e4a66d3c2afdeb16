import { dirname } from "node:path/posix";
import { CortexError } from "../contract/wire.ts";
import { nearest } from "../core/nearest.ts";
import { editText } from "./edit_text.ts";
import { editedFile, mayEdit } from "./editing.ts";
import { loadConfig, type LoadOptions } from "./load.ts";
import { isOnlyChange } from "./only_change.ts";
import { invalidConfig } from "./problem.ts";
import { keepBackup, replaceFile } from "./replace_file.ts";
import type { Config } from "./schema.ts";
import { findSettable, type Settable, settableKeys } from "./settable.ts";
import { readConfigFile } from "./sources.ts";
import { type Upgraded, upgradeText } from "./upgrade_text.ts";
import { typed } from "./value_layer.ts";
import { CURRENT_VERSION, type Migration, MIGRATIONS } from "./versions.ts";
import { yamlLayer } from "./yaml_layer.ts";

/**
 * Writes one setting into the file that is edited, once the configuration as a whole is valid with it, and gives
 * the file's path back. Texts are read as the setting's type; null takes it out. Throws PERMISSION_DENIED,
 * NOT_FOUND, CONFIG_INVALID or STORE_FAILED, and leaves the file as it was.
 */
export async function changeSetting(
  from: LoadOptions,
  inForce: Config,
  key: string,
  value: unknown,
): Promise<string> {
  const file = editedFile(from.paths);
  if (!mayEdit(from.paths, inForce)) throw notEditable(file);
  const { path, form } = findSetting(key);
  const before = readConfigFile(file) ?? "";
  // Says what is wrong with file and line where the text cannot be edited.
  yamlLayer(file, before);
  const meant = typeof value === "string" ? typed(value, form) : value ?? undefined;
  const older = await upgradeText(before);
  const text = await editText(older.text, path, meant);
  if (!isOnlyChange(older.text, text, path, meant)) throw tiedTogether(file, key, meant);
  loadConfig(from, { file, text });
  save(file, before, { ...older, text });
  return file;
}

/**
 * Brings the file that is edited to the current version, with a backup beside it; gives its path back if it had
 * another and may be written. Throws STORE_FAILED.
 */
export async function upgradeOwnFile(
  { paths }: LoadOptions,
  inForce: Config,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<string | null> {
  const file = editedFile(paths);
  const before = mayEdit(paths, inForce) ? readConfigFile(file) : null;
  if (before === null || !isOlder(file, before)) return null;
  const edited = await upgradeText(before, migrations);
  save(file, before, edited);
  return edited.upgraded_from === null ? null : file;
}

/** Told without the library that edits, which nearly no start needs. */
function isOlder(file: string, text: string): boolean {
  const version = yamlLayer(file, text).given.get("version")?.value;
  return typeof version === "number" && version < CURRENT_VERSION;
}

function save(file: string, before: string, { text, upgraded_from }: Upgraded): void {
  if (text === before) return;
  if (upgraded_from !== null) keepBackup(file, upgraded_from, before);
  makeFolder(dirname(file));
  replaceFile(file, text);
}

function notEditable(file: string): CortexError {
  return new CortexError(
    "PERMISSION_DENIED",
    `Cannot change settings through the daemon: config.editable does not allow it; edit ${file}, then run ` +
      "cortex reload",
  );
}

function tiedTogether(file: string, key: string, value: unknown): CortexError {
  const message =
    `Cannot change ${key} in "${file}": it is written together with other settings; edit the file, ` +
    "then run cortex reload";
  return invalidConfig([{ origin: file, key, value: value ?? null, valid: "a line of its own", message }]);
}

function findSetting(key: string): Settable {
  const settable = key === "version" ? undefined : findSettable(key);
  if (settable !== undefined) return settable;
  const meant = nearest(key, settableKeys());
  throw new CortexError(
    "NOT_FOUND",
    `Cannot set "${key}": there is no such setting` +
      (meant === undefined ? "; config.get lists all" : `; did you mean ${meant}?`),
  );
}

/** A user's own folder may not be there yet. One that cannot be made shows when the file is written. */
function makeFolder(path: string): void {
  try {
    Deno.mkdirSync(path, { mode: 0o700 });
  } catch {
    return;
  }
}
