import { PackageFileError } from "../file_error.ts";
import type { PackageFiles } from "../files.ts";
import { readText } from "../read_text.ts";
import { matchesGlob } from "../../core/glob.ts";

/** What of pacman.conf(5) says which packages are offered and upgraded. */
export interface PacmanConf {
  /** Repositories in their order: the first that has a package counts. */
  readonly repositories: readonly string[];
  /** Patterns of packages, and of groups, that are not upgraded. */
  readonly ignored_packages: readonly string[];
  readonly ignored_groups: readonly string[];
}

/** Where pacman keeps its settings. */
export const PACMAN_CONF = "/etc/pacman.conf";
/** Folder of the files that it includes. */
export const PACMAN_CONF_DIR = "/etc/pacman.d";

/** How deep files may include each other. */
const MAX_DEPTH = 4;

/**
 * Reads pacman.conf and what it includes of its folder. Throws {@link PackageFileError} for a line that is none, and
 * for a file included from elsewhere, without end, or by a pattern in the name of a folder.
 */
export async function readPacmanConf(files: PackageFiles): Promise<PacmanConf> {
  const repositories = new Set<string>();
  const options: Record<string, string[]> = { IgnorePkg: [], IgnoreGroup: [] };
  let section = "";
  const read = async (file: string, depth: number): Promise<void> => {
    for (const [index, raw] of (await readText(files, file)).split("\n").entries()) {
      const fail = (reason: string) => new PackageFileError(file, index + 1, reason);
      const line = raw.trim();
      if (line === "" || line.startsWith("#")) continue;
      const [, opened, key = "", value = ""] = /^(?:\[(.+)\]|([A-Za-z0-9]+)\s*(?:=\s*(.*))?)$/.exec(line) ??
        [];
      if (opened !== undefined) {
        if (!/^[A-Za-z0-9@_+-][A-Za-z0-9@_.+-]*$/.test(opened)) throw fail("a section with such a name");
        section = opened;
        if (section !== "options") repositories.add(section);
      } else if (key === "Include") {
        if (depth === MAX_DEPTH) throw fail("files that include each other without end");
        for (const path of await included(files, value, fail)) await read(path, depth + 1);
      } else if (key === "") throw fail("neither a section nor a setting");
      else if (section === "options" && Object.hasOwn(options, key)) {
        options[key]?.push(...value.split(/\s+/).filter((word) => word !== ""));
      }
    }
  };
  await read(PACMAN_CONF, 0);
  return {
    repositories: [...repositories],
    ignored_packages: options["IgnorePkg"] ?? [],
    ignored_groups: options["IgnoreGroup"] ?? [],
  };
}

/** The files that an Include names. */
async function included(
  files: PackageFiles,
  pattern: string,
  fail: (reason: string) => PackageFileError,
): Promise<string[]> {
  const [, folder = "", name = ""] = /^(.*)\/([^/]+)$/.exec(pattern) ?? [];
  if (folder !== PACMAN_CONF_DIR) throw fail(`a file outside of ${PACMAN_CONF_DIR}`);
  return (await files.list(folder)).filter((found) => matchesGlob(name, found)).map((found) =>
    `${folder}/${found}`
  );
}
