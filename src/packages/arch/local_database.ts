import { PackageFileError } from "../file_error.ts";
import type { PackageFiles } from "../files.ts";
import { orProblem } from "../or_problem.ts";
import { readText } from "../read_text.ts";
import { type Desc, readDesc } from "./desc.ts";
import { PACMAN_CONF, PACMAN_DB_PATH, type PacmanConf, readPacmanConf } from "./pacman_conf.ts";

/** pacman's database of what is installed, in memory. */
export interface ArchDatabase {
  readonly conf: PacmanConf;
  readonly packages: readonly Desc[];
  /** Files that could not be read: the packages of these are not among the others. */
  readonly problems: readonly PackageFileError[];
}

/** Folder with one folder for every package that is installed. */
export function localFolder({ db_path }: PacmanConf): string {
  return `${db_path}/local`;
}

/** Reads pacman's settings and what is installed: each package's own file, so that a damaged one costs no other. */
export async function readArchDatabase(files: PackageFiles): Promise<ArchDatabase> {
  const problems: PackageFileError[] = [];
  const conf = await readPacmanConf(files, problems);
  const packages: Desc[] = [];
  for (const folder of await packageFolders(files, conf, problems)) {
    const desc = await orProblem(problems, readPackage(files, localFolder(conf), folder), null);
    if (desc !== null) packages.push(desc);
  }
  return { conf, packages, problems };
}

/** Names of the folders of what is installed; a database that cannot be read is a problem. */
export async function packageFolders(
  files: PackageFiles,
  conf: PacmanConf,
  problems: PackageFileError[],
): Promise<readonly string[]> {
  const names = await orProblem(problems, namingSetting(conf, files.list(localFolder(conf))), []);
  return names.filter((name) => name !== "ALPM_DB_VERSION");
}

/**
 * A folder that cannot be read may be one that the daemon was not told of: the error says where its place comes from.
 */
async function namingSetting<T>({ db_path }: PacmanConf, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof PackageFileError) || db_path === PACMAN_DB_PATH) throw error;
    throw new PackageFileError(
      error.file,
      0,
      `${error.reason}; DBPath names it, which the daemon heeds in ${PACMAN_CONF} itself, as it starts, and a ` +
        `compiled one not at all: set it there and restart the daemon, or mount the folder at ${PACMAN_DB_PATH}`,
    );
  }
}

/** A package's folder bears its name and version. */
async function readPackage(files: PackageFiles, local: string, folder: string): Promise<Desc> {
  const file = `${local}/${folder}/desc`;
  const desc = readDesc(file, await readText(files, file));
  if (`${desc.facts.name}-${desc.facts.version}` !== folder) {
    throw new PackageFileError(file, 1, "it is of another package than its folder");
  }
  return desc;
}
