import { readArchDatabase } from "./arch/local_database.ts";
import { archWhy } from "./arch/why.ts";
import { readDpkgDatabase } from "./debian/database.ts";
import { readAutoInstalled } from "./debian/extended_states.ts";
import { debianSource } from "./debian/source.ts";
import { why } from "./debian/why.ts";
import type { PackageFiles } from "./files.ts";
import type { Why } from "./why.ts";

/**
 * Why the package of that name, or `NAME:ARCHITECTURE`, is installed; null where it is not. Throws PackageFileError
 * for a damaged database.
 */
export async function whyInstalled(files: PackageFiles, name: string): Promise<Why | null> {
  const found = await debianSource.present(files)
    ? why(name, await readDpkgDatabase(files), await readAutoInstalled(files))
    : null;
  if (found !== null) return found;
  const { packages, problems: [problem] } = await readArchDatabase(files);
  const known = archWhy(name, packages);
  if (known === null && packages.length === 0 && problem !== undefined) throw problem;
  return known;
}
