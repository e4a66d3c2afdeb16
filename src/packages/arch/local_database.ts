import { PackageFileError } from "../file_error.ts";
import type { PackageFiles } from "../files.ts";
import { orProblem } from "../or_problem.ts";
import { readText } from "../read_text.ts";
import { type Desc, readDesc } from "./desc.ts";

/** Folder with one folder for every package that is installed. */
export const LOCAL_DIR = "/var/lib/pacman/local";

/** Reads pacman's database of what is installed: each package's own file, so that a damaged one costs no other. */
export async function readLocalDatabase(files: PackageFiles, problems: PackageFileError[]): Promise<Desc[]> {
  const found: Desc[] = [];
  for (const folder of await orProblem(problems, files.list(LOCAL_DIR), [])) {
    if (folder === "ALPM_DB_VERSION") continue;
    const desc = await orProblem(problems, readPackage(files, folder), null);
    if (desc !== null) found.push(desc);
  }
  return found;
}

/** A package's folder bears its name and version. */
async function readPackage(files: PackageFiles, folder: string): Promise<Desc> {
  const file = `${LOCAL_DIR}/${folder}/desc`;
  const desc = readDesc(file, await readText(files, file));
  if (`${desc.facts.name}-${desc.facts.version}` !== folder) {
    throw new PackageFileError(file, 1, "it is of another package than its folder");
  }
  return desc;
}
