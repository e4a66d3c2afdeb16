import { archSource } from "./arch/source.ts";
import { SYNC_DIR } from "./arch/sync_database.ts";
import { archUpdates } from "./arch/updates.ts";
import { readCatalog } from "./debian/catalog.ts";
import { type Conflicts, findConflicts } from "./debian/conflicts.ts";
import { readAutoInstalled } from "./debian/extended_states.ts";
import { findOrphans } from "./debian/orphans.ts";
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
  /** Known of dpkg's packages only. */
  readonly conflicts: Conflicts;
  /** What nothing needs any more, by name; null where no package manager tells. */
  readonly orphans: readonly string[] | null;
  /** What is known of what could be installed. */
  readonly lists: {
    readonly count: number;
    /** When the archive that spoke last made its lists, milliseconds since 1970; null where none says. */
    readonly made_at_ms: number | null;
  };
  readonly reboot: RebootSigns;
  readonly problems: readonly IndexProblem[];
}

/** Most problems that are told; more say no more. */
const MAX_PROBLEMS = 100;

const NO_SIGNS: RebootSigns = { asked: false, asked_by: [], kernels: [] };

/**
 * Examines the packages of a host. A damaged list is a problem and the rest counts; throws PackageFileError where the
 * database of installed packages cannot be read.
 */
export async function examinePackages(files: PackageFiles): Promise<Examination> {
  const managers: string[] = [];
  for (const { name, present } of packageSources) if (await present(files)) managers.push(name);
  const debian = managers.includes(debianSource.name) ? await examineDebian(files) : null;
  const arch = managers.includes(archSource.name) ? await examineArch(files) : null;
  return {
    managers,
    updates: [...debian?.updates ?? [], ...arch?.updates ?? []],
    conflicts: debian?.conflicts ?? { direct: [], states: [], transitive: [] },
    orphans: debian?.orphans ?? null,
    lists: debian?.lists ?? { count: arch?.count ?? 0, made_at_ms: null },
    reboot: debian?.reboot ?? NO_SIGNS,
    problems: [...debian?.problems ?? [], ...arch?.problems ?? []].slice(0, MAX_PROBLEMS)
      .map(({ file, line, reason }) => ({ file, line, reason })),
  };
}

async function examineArch(files: PackageFiles) {
  const fetched = (await files.list(SYNC_DIR)).filter((name) => name.endsWith(".db"));
  return { ...await archUpdates(files), count: fetched.length };
}

async function examineDebian(files: PackageFiles) {
  const catalog = await readCatalog(files, { installed_only: true });
  const problems: PackageFileError[] = [...catalog.problems];
  const automatic = await orProblem(problems, readAutoInstalled(files), null);
  const made = catalog.lists.flatMap(({ release }) => release.made_at_ms ?? []);
  return {
    updates: pendingUpdates(catalog),
    conflicts: findConflicts(catalog.database),
    orphans: automatic === null ? null : findOrphans(catalog.database, automatic, catalog.settings),
    lists: { count: catalog.lists.length, made_at_ms: made.length === 0 ? null : Math.max(...made) },
    reboot: await orProblem(problems, readRebootSigns(files, catalog.database), NO_SIGNS),
    problems,
  };
}
