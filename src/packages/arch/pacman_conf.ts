import { PackageFileError } from "../file_error.ts";
import type { PackageFiles } from "../files.ts";
import { orProblem } from "../or_problem.ts";
import { readText } from "../read_text.ts";
import { PACMAN_LOG } from "../history/logs.ts";
import { matchesGlob } from "../../core/glob.ts";

/** What of pacman.conf(5) says where its databases and its log are, and which packages are offered and upgraded. */
export interface PacmanConf {
  /** Folder of the databases, without a slash at its end. */
  readonly db_path: string;
  readonly log_file: string;
  /** Repositories in their order: the first that has a package counts. */
  readonly repositories: readonly string[];
  /** Patterns of packages, and of groups, that are not upgraded. */
  readonly ignored_packages: readonly string[];
  readonly ignored_groups: readonly string[];
}

/** Where pacman keeps its settings. */
export const PACMAN_CONF = "/etc/pacman.conf";
/** Folder of the files that it includes as it is shipped. */
export const PACMAN_CONF_DIR = "/etc/pacman.d";
/** Where the databases are unless the settings say else (DBPath). */
export const PACMAN_DB_PATH = "/var/lib/pacman";

/** How deep files may include each other, as deep as pacman goes. */
const MAX_DEPTH = 10;

const LINE = /^(?:\[(.+)\]|([A-Za-z0-9]+)\s*(?:=\s*(.*))?)$/;

/**
 * Reads pacman.conf and what it includes. Of a file with a line that is none, what stands before it counts, and of one
 * that may not be read or that includes itself, nothing: each is a problem.
 */
export async function readPacmanConf(files: PackageFiles, problems: PackageFileError[]): Promise<PacmanConf> {
  const repositories = new Set<string>();
  const options = new Map<string, string[]>();
  let section = "";
  const read = async (file: string, depth: number): Promise<void> => {
    for (const [index, raw] of (await readText(files, file)).split("\n").entries()) {
      const fail = (reason: string) => new PackageFileError(file, index + 1, reason);
      const line = raw.trim();
      if (line === "" || line.startsWith("#")) continue;
      const [, opened, key = "", value = ""] = LINE.exec(line) ?? [];
      if (opened !== undefined) {
        if (!/^[A-Za-z0-9@_+-][A-Za-z0-9@_.+-]*$/.test(opened)) throw fail("a section with such a name");
        section = opened;
        if (section !== "options") repositories.add(section);
      } else if (key === "Include") {
        if (depth === MAX_DEPTH) throw fail("files that include each other without end");
        for (const path of await orProblem(problems, included(files, value, fail), [])) {
          await orProblem(problems, read(path, depth + 1), undefined);
        }
      } else if (key === "") throw fail("neither a section nor a setting");
      else if (section === "options") {
        if (key === "DBPath" || key === "LogFile") {
          checkPath(value, () => fail(`${key} is not an absolute path`));
        }
        options.set(key, [...options.get(key) ?? [], value]);
      }
    }
  };
  await orProblem(problems, read(PACMAN_CONF, 0), undefined);
  const words = (name: string) =>
    (options.get(name) ?? []).flatMap((value) => value.split(/\s+/)).filter((word) => word !== "");
  return {
    // Of a path that is named twice pacman takes the first.
    db_path: options.get("DBPath")?.[0]?.replace(/\/+$/, "") ?? PACMAN_DB_PATH,
    log_file: options.get("LogFile")?.[0] ?? PACMAN_LOG,
    repositories: [...repositories],
    ignored_packages: words("IgnorePkg"),
    ignored_groups: words("IgnoreGroup"),
  };
}

type Fail = (reason: string) => PackageFileError;

/** Throws unless a text is a path from the root on, without steps back. */
function checkPath(path: string, fail: () => PackageFileError): void {
  if (!/^(?:\/[^/\0]+)+\/?$/.test(path) || /\/\.\.?(?:\/|$)/.test(path)) throw fail();
}

/** The files that an Include names: wildcards stand in the last part of a path only. */
async function included(files: PackageFiles, pattern: string, fail: Fail): Promise<string[]> {
  const [, folder = "", name = ""] = /^(.*)\/([^/]+)$/.exec(pattern) ?? [];
  checkPath(folder, () => fail("an Include that is not an absolute path"));
  if (/[*?[]/.test(folder)) throw fail("an Include with a pattern in the name of a folder");
  return (await files.list(folder)).filter((found) => matchesGlob(name, found))
    .map((found) => `${folder}/${found}`);
}
