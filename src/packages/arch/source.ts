import { comparePacmanVersions } from "../../versions/mod.ts";
import type { PackageFileError } from "../file_error.ts";
import type { PackageFiles } from "../files.ts";
import { orProblem } from "../or_problem.ts";
import type { PackageSource } from "../source.ts";
import { readAurArchive } from "./aur_archive.ts";
import type { Desc } from "./desc.ts";
import { matchesGlob } from "../../core/glob.ts";
import { type ArchDatabase, localFolder, readArchDatabase } from "./local_database.ts";
import type { ArchOffer, ArchPackage } from "./offer.ts";
import {
  PACMAN_CONF,
  PACMAN_CONF_DIR,
  PACMAN_DB_PATH,
  type PacmanConf,
  readPacmanConf,
} from "./pacman_conf.ts";
import { readSyncDatabase, syncFolder } from "./sync_database.ts";

/** The AUR's archive, where it was fetched to; nothing is offered of the AUR where it is not there. */
const AUR_ARCHIVE = "/var/lib/cortex/feeds/packages-meta-ext-v1.json.gz";

/** Arch's packages and its kin's: pacman's databases, and the archive of the AUR. */
export const archSource: PackageSource<ArchPackage> = {
  name: "arch",
  reads: [PACMAN_DB_PATH, PACMAN_CONF, PACMAN_CONF_DIR, AUR_ARCHIVE],
  compare: comparePacmanVersions,

  async present(files) {
    const refused: PackageFileError[] = [];
    const names = await orProblem(refused, files.list(localFolder(await readPacmanConf(files, []))), []);
    return names.length + refused.length > 0;
  },

  async installed(files) {
    const database = await readArchDatabase(files);
    return { packages: installedOf(database), problems: database.problems };
  },

  async offered(files, accept) {
    const problems: PackageFileError[] = [];
    const conf = await readPacmanConf(files, problems);
    return [...problems, ...await readOffers(files, conf, accept)];
  },
};

/** What is installed, as every source tells it. */
export function installedOf({ conf, packages }: ArchDatabase): ArchPackage[] {
  return packages.map((desc) => ({
    ...desc.facts,
    depends: desc.depends,
    manual: !desc.automatic,
    held: isIgnored(conf, desc),
  }));
}

/**
 * Hands over what the repositories offer, in the order of pacman.conf, then the AUR: the first counts. Where no
 * repository is named, as beside a saved database, every one that was fetched counts, by name.
 */
export async function readOffers(
  files: PackageFiles,
  conf: PacmanConf,
  accept: (offer: ArchOffer) => void,
): Promise<readonly PackageFileError[]> {
  const problems: PackageFileError[] = [];
  const folder = syncFolder(conf);
  const fetched = (await orProblem(problems, files.list(folder), [])).filter((name) => name.endsWith(".db"));
  const named = conf.repositories.map((origin) => `${origin}.db`);
  for (const file of named.length > 0 ? named : fetched) {
    const origin = file.slice(0, -".db".length);
    const reading = readSyncDatabase(
      files,
      `${folder}/${file}`,
      ({ facts, depends, download_bytes }) => accept({ ...facts, depends, download_bytes, origin }),
    );
    await orProblem(problems, reading, undefined);
  }
  await orProblem(problems, readAurArchive(files, AUR_ARCHIVE, accept), undefined);
  return problems;
}

function isIgnored(conf: PacmanConf, { facts, groups }: Desc): boolean {
  return conf.ignored_packages.some((pattern) => matchesGlob(pattern, facts.name)) ||
    conf.ignored_groups.some((pattern) => groups.some((group) => matchesGlob(pattern, group)));
}
