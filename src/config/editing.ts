import { dirname } from "node:path/posix";
import type { GrantSettings } from "./grant_settings.ts";
import type { Paths } from "./paths.ts";
import { backupOf, draftOf } from "./replace_file.ts";
import { MIGRATIONS } from "./versions.ts";

/** Environment variables that the library for editing YAML looks at; only for traces of its own. */
export const EDITOR_VARIABLES: readonly string[] = ["LOG_TOKENS", "LOG_STREAM"];

/** The file that `config.set` changes: the one named by hand, else the user's or the system's. */
export function editedFile(paths: Paths): string {
  const [file] = paths.config.filter(({ kind }) => kind === "file");
  if (file === undefined) throw new Error("Cannot tell the file to edit: no configuration file has a place");
  return file.path;
}

/** Whether clients may change settings; unless it is said, those of a user's own daemon only. */
export function mayEdit({ scope }: Paths, { config: { editable } }: GrantSettings): boolean {
  return editable === "auto" ? scope === "user" : editable === "always";
}

/**
 * What the daemon must be able to read and write to change its settings. A user's own folder as a whole, as it may
 * have to be made first; elsewhere the file, its draft and its backups, and no drop-in beside them.
 */
export function editedPaths(paths: Paths, settings: GrantSettings): string[] {
  if (!mayEdit(paths, settings)) return [];
  const file = editedFile(paths);
  const named = paths.config.length === 1;
  if (paths.scope === "user" && !named) return [dirname(file)];
  return [file, draftOf(file), ...MIGRATIONS.map(({ from }) => backupOf(file, from))];
}
