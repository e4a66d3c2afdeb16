import { comparePacmanVersions } from "../../versions/mod.ts";
import type { PackageFileError } from "../file_error.ts";
import type { PackageFiles } from "../files.ts";
import type { OfferedPackage, PendingUpdate } from "../source.ts";
import type { ArchDatabase } from "./local_database.ts";
import { installedOf, readOffers } from "./source.ts";

/** What pacman would upgrade, by name, and the lists of what is offered that could not be read. */
export interface ArchUpdates {
  readonly updates: readonly PendingUpdate[];
  readonly problems: readonly PackageFileError[];
}

/**
 * The updates that `pacman -Qu` lists, and those of packages that only the AUR has. A package is compared with the
 * first repository that has it, whatever later ones have. Which of them mend a vulnerability only a feed can tell.
 */
export async function archUpdates(files: PackageFiles, database: ArchDatabase): Promise<ArchUpdates> {
  const packages = installedOf(database);
  const names = new Set(packages.map(({ name }) => name));
  const first = new Map<string, OfferedPackage>();
  const problems = await readOffers(files, database.conf, (offer) => {
    if (names.has(offer.name) && !first.has(offer.name)) first.set(offer.name, offer);
  });
  const updates = packages.flatMap(({ name, architecture, version, held }): PendingUpdate[] => {
    const offer = first.get(name);
    if (offer === undefined || comparePacmanVersions(offer.version, version) <= 0) return [];
    const { version: candidate, origin, download_bytes } = offer;
    return [{
      name,
      architecture,
      current: version,
      candidate,
      origin,
      download_bytes,
      security: false,
      held,
      kept_back: false,
      phased: null,
    }];
  });
  return { updates: updates.sort((a, b) => a.name < b.name ? -1 : 1), problems };
}
