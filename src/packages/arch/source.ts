import { comparePacmanVersions } from "../../versions/mod.ts";
import type { PackageFileError } from "../file_error.ts";
import type { PackageFiles } from "../files.ts";
import { orProblem } from "../or_problem.ts";
import type { PackageSource } from "../source.ts";
import { readAurArchive } from "./aur_archive.ts";
import type { Desc } from "./desc.ts";
import { matchesGlob } from "../../core/glob.ts";
import { LOCAL_DIR, readLocalDatabase } from "./local_database.ts";
import type { ArchOffer, ArchPackage } from "./offer.ts";
import { PACMAN_CONF, PACMAN_CONF_DIR, type PacmanConf, readPacmanConf } from "./pacman_conf.ts";
import { readSyncDatabase, SYNC_DIR } from "./sync_database.ts";

/** The AUR's archive, where it was fetched to; nothing is offered of the AUR where it is not there. */
const AUR_ARCHIVE = "/var/lib/cortex/feeds/packages-meta-ext-v1.json.gz";

/** Arch's packages and its kin's: pacman's databases, and the archive of the AUR. */
export const archSource: PackageSource<ArchPackage> = {
  name: "arch",
  reads: [LOCAL_DIR, SYNC_DIR, PACMAN_CONF, PACMAN_CONF_DIR, AUR_ARCHIVE],
  compare: comparePacmanVersions,

  async present(files) {
    return (await files.list(LOCAL_DIR)).length > 0;
  },

  async installed(files) {
    const problems: PackageFileError[] = [];
    const conf = await readConf(files, problems);
    const found = await readLocalDatabase(files, problems);
    return {
      packages: found.map((desc) => ({
        ...desc.facts,
        depends: desc.depends,
        manual: !desc.automatic,
        held: isIgnored(conf, desc),
      })),
      problems,
    };
  },

  offered: readOffers,
};

/** Hands over what the repositories offer, in the order of pacman.conf, then the AUR: the first counts. */
export async function readOffers(
  files: PackageFiles,
  accept: (offer: ArchOffer) => void,
): Promise<readonly PackageFileError[]> {
  const problems: PackageFileError[] = [];
  const { repositories } = await readConf(files, problems);
  for (const origin of repositories) {
    const reading = readSyncDatabase(
      files,
      origin,
      ({ facts, depends, download_bytes }) => accept({ ...facts, depends, download_bytes, origin }),
    );
    await orProblem(problems, reading, undefined);
  }
  await orProblem(problems, readAurArchive(files, AUR_ARCHIVE, accept), undefined);
  return problems;
}

function readConf(files: PackageFiles, problems: PackageFileError[]): Promise<PacmanConf> {
  const nothing = { repositories: [], ignored_packages: [], ignored_groups: [] };
  return orProblem(problems, readPacmanConf(files), nothing);
}

function isIgnored(conf: PacmanConf, { facts, groups }: Desc): boolean {
  return conf.ignored_packages.some((pattern) => matchesGlob(pattern, facts.name)) ||
    conf.ignored_groups.some((pattern) => groups.some((group) => matchesGlob(pattern, group)));
}
