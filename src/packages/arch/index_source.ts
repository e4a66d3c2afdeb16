import { comparePacmanVersions } from "../../versions/mod.ts";
import type { IndexRow, IndexSource } from "../index/row.ts";
import { readArchDatabase } from "./local_database.ts";
import type { ArchOffer, ArchPackage } from "./offer.ts";
import { archSource, installedOf, readOffers } from "./source.ts";

/** Everything that pacman has and its repositories and the AUR offer; of one name the first offer counts. */
export const archIndex: IndexSource = {
  manager: "arch",
  present: archSource.present,
  async rows(files, accept) {
    const database = await readArchDatabase(files);
    const packages = installedOf(database);
    const installed = new Set(packages.map(({ name }) => name));
    const offers = new Map<string, ArchOffer>();
    const offer_problems = await readOffers(files, database.conf, (offer) => {
      if (!offers.has(offer.name)) offers.set(offer.name, offer);
    });
    for (const found of packages) accept(rowOf(found, found, offers.get(found.name)));
    for (const offer of offers.values()) if (!installed.has(offer.name)) accept(rowOf(offer, null, offer));
    return [...database.problems, ...offer_problems];
  },
};

function rowOf(
  shown: ArchPackage | ArchOffer,
  installed: ArchPackage | null,
  offer: ArchOffer | undefined,
): IndexRow {
  return {
    manager: archIndex.manager,
    name: shown.name,
    architecture: shown.architecture,
    version: shown.version,
    description: shown.description,
    installed: installed !== null,
    manual: installed?.manual ?? false,
    held: installed?.held ?? false,
    upgradable: installed !== null && offer !== undefined &&
      comparePacmanVersions(offer.version, installed.version) > 0,
    details: {
      installed_version: installed?.version ?? null,
      candidate_version: offer?.version ?? null,
      section: shown.section,
      origin: offer?.origin ?? "",
      source_name: shown.source.name,
      source_version: shown.source.version,
      installed_bytes: shown.installed_bytes,
      download_bytes: offer?.download_bytes ?? null,
      depends: shown.depends.join(", "),
      tags: "",
    },
  };
}
