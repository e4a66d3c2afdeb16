import { archConflicts } from "./arch/conflicts.ts";
import { readArchDatabase } from "./arch/local_database.ts";
import { archSource } from "./arch/source.ts";
import { syncFolder } from "./arch/sync_database.ts";
import { archUpdates } from "./arch/updates.ts";
import { archOrphans } from "./arch/why.ts";
import type { Conflicts } from "./conflicts.ts";
import { readCatalog } from "./debian/catalog.ts";
import { findConflicts } from "./debian/conflicts.ts";
import { readAutoInstalled } from "./debian/extended_states.ts";
import { findOrphans } from "./debian/orphans.ts";
import { FETCH_SIGNS } from "./debian/places.ts";
import { debianSource } from "./debian/source.ts";
import { pendingUpdates } from "./debian/updates.ts";
import type { PackageFileError } from "./file_error.ts";
import type { PackageFiles } from "./files.ts";
import type { IndexProblem } from "./index/columns.ts";
import { orProblem } from "./or_problem.ts";
import { packageSources } from "./package_sources.ts";
import { readRebootSigns, type RebootSigns } from "./reboot_signs.ts";
import type { PendingUpdate } from "./source.ts";

/** What is pending and what is wrong with the packages of a host, all package managers together. JSON-safe. */
export interface Examination {
  /** Package managers that the host has a database of. */
  readonly managers: readonly string[];
  readonly updates: readonly PendingUpdate[];
  readonly conflicts: Conflicts;
  /** What nothing needs any more, by name; null where no package manager tells. */
  readonly orphans: readonly string[] | null;
  /** What is known of what could be installed. */
  readonly lists: ListsKnown;
  readonly reboot: RebootSigns;
  readonly problems: readonly IndexProblem[];
}

/**
 * What is known of the lists of packages that could be installed; times in milliseconds since 1970, null: nobody says.
 */
export interface ListsKnown {
  readonly count: number;
  /** When the archive that spoke last made its lists. */
  readonly made_at_ms: number | null;
  /** When the host last fetched some. */
  readonly fetched_at_ms: number | null;
}

/** Most problems that are told; more say no more. */
const MAX_PROBLEMS = 100;

const NO_SIGNS: RebootSigns = { asked: false, asked_by: [], kernels: [] };

/** What of a host its files do not tell. */
export interface ExaminedHost {
  /** Release of the kernel that runs, which apt keeps; null where it is not known. @default {null} */
  readonly kernel?: string | null;
}

/**
 * Examines the packages of a host. A damaged list is a problem and the rest counts; throws PackageFileError where the
 * database of installed packages cannot be read.
 */
export async function examinePackages(
  files: PackageFiles,
  { kernel = null }: ExaminedHost = {},
): Promise<Examination> {
  const managers: string[] = [];
  for (const { name, present } of packageSources) if (await present(files)) managers.push(name);
  const found = [
    ...managers.includes(debianSource.name) ? [await examineDebian(files, kernel)] : [],
    ...managers.includes(archSource.name) ? [await examineArch(files)] : [],
  ];
  const orphans = found.flatMap((one) => one.orphans === null ? [] : [one.orphans]);
  return {
    managers,
    updates: found.flatMap(({ updates }) => updates),
    conflicts: {
      direct: found.flatMap(({ conflicts }) => conflicts.direct),
      states: found.flatMap(({ conflicts }) => conflicts.states),
      transitive: found.flatMap(({ conflicts }) => conflicts.transitive),
      broken: found.flatMap(({ conflicts }) => conflicts.broken),
    },
    orphans: orphans.length === 0 ? null : orphans.flat(),
    lists: {
      count: found.reduce((sum, { lists }) => sum + lists.count, 0),
      made_at_ms: latest(found.map(({ lists }) => lists.made_at_ms)),
      fetched_at_ms: latest(found.map(({ lists }) => lists.fetched_at_ms)),
    },
    reboot: found.find(({ reboot }) => reboot !== null)?.reboot ?? NO_SIGNS,
    problems: found.flatMap(({ problems }) => problems).slice(0, MAX_PROBLEMS)
      .map(({ file, line, reason }) => ({ file, line, reason })),
  };
}

/** An examination of what one package manager has. */
interface Part extends Omit<Examination, "managers" | "reboot" | "problems"> {
  /** null: it does not tell. */
  readonly reboot: RebootSigns | null;
  readonly problems: readonly PackageFileError[];
}

async function examineArch(files: PackageFiles): Promise<Part> {
  const database = await readArchDatabase(files);
  const { updates, problems } = await archUpdates(files, database);
  const unread: PackageFileError[] = [...database.problems, ...problems];
  const fetched = await orProblem(unread, files.list(syncFolder(database.conf)), []);
  return {
    updates,
    conflicts: await archConflicts(files, database),
    orphans: archOrphans(database.packages),
    lists: {
      count: fetched.filter((name) => name.endsWith(".db")).length,
      made_at_ms: null,
      fetched_at_ms: await lastChange(files, [syncFolder(database.conf)], unread),
    },
    reboot: null,
    problems: unread,
  };
}

async function examineDebian(files: PackageFiles, kernel: string | null): Promise<Part> {
  const catalog = await readCatalog(files, { installed_only: true });
  const problems: PackageFileError[] = [...catalog.problems];
  const automatic = await orProblem(problems, readAutoInstalled(files), null);
  return {
    updates: pendingUpdates(catalog),
    conflicts: findConflicts(catalog.database),
    orphans: automatic === null ? null : findOrphans(catalog.database, automatic, catalog.settings, kernel),
    lists: {
      count: catalog.lists.length,
      made_at_ms: latest(catalog.lists.map(({ release }) => release.made_at_ms)),
      fetched_at_ms: await lastChange(files, FETCH_SIGNS, problems),
    },
    reboot: await orProblem(problems, readRebootSigns(files, catalog.database), NO_SIGNS),
    problems,
  };
}

/** When one of these was changed last; null where none is there. */
async function lastChange(
  files: PackageFiles,
  places: readonly string[],
  problems: PackageFileError[],
): Promise<number | null> {
  return latest(await Promise.all(places.map((place) => orProblem(problems, files.changedAt(place), null))));
}

function latest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.max(...known);
}
