import { readDpkgDatabase } from "./debian/database.ts";
import { readAutoInstalled } from "./debian/extended_states.ts";
import { type Why, why } from "./debian/why.ts";
import type { PackageFiles } from "./files.ts";

/**
 * Why dpkg's package of that name, or `NAME:ARCHITECTURE`, is installed; null where it is not. Throws
 * PackageFileError for a damaged database.
 */
export async function whyInstalled(files: PackageFiles, name: string): Promise<Why | null> {
  return why(name, await readDpkgDatabase(files), await readAutoInstalled(files));
}
