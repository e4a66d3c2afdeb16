import { PackageFileError } from "../file_error.ts";
import type { PackageFiles } from "../files.ts";
import { orProblem } from "../or_problem.ts";
import { type AptSettings, readAptConf } from "./apt_conf.ts";
import { architectureOf, type DpkgDatabase, isUnpacked, readDpkgDatabase } from "./database.ts";
import type { DpkgPackage } from "./dpkg_status.ts";
import { findLists, type ListFile } from "./lists.ts";
import { type ListedPackage, readPackagesList } from "./packages_list.ts";
import { type PhasingRules, readPhasingRules } from "./phasing.ts";
import { Policy, type PolicyVersion } from "./policy.ts";
import { readPreferences } from "./preferences.ts";

/** A version of a package: what the first list that has it says, and what dpkg says where it is installed. */
export interface CatalogVersion extends PolicyVersion {
  readonly lists: ListFile[];
  readonly listed: ListedPackage | undefined;
  readonly dpkg: DpkgPackage | undefined;
}

/** A package of one architecture with all its versions. */
export interface CatalogEntry {
  readonly name: string;
  /** The machine's own for packages of all machines, as apt groups them. */
  readonly architecture: string;
  readonly versions: CatalogVersion[];
}

/** What dpkg and apt know together. */
export interface Catalog {
  readonly database: DpkgDatabase;
  readonly lists: readonly ListFile[];
  readonly policy: Policy;
  readonly phasing: PhasingRules;
  readonly settings: AptSettings;
  readonly entries: readonly CatalogEntry[];
  readonly problems: readonly PackageFileError[];
}

/** What of the lists to keep. */
export interface CatalogOptions {
  /** Packages that are not installed are passed over, which saves most of the memory. @default {false} */
  readonly installed_only?: boolean;
}

/**
 * Reads dpkg's database, apt's pins, and its lists one after the other. A damaged list, pin or configuration file is a
 * problem and the rest counts; throws {@link PackageFileError} only where dpkg's own status cannot be read.
 */
export async function readCatalog(files: PackageFiles, options: CatalogOptions = {}): Promise<Catalog> {
  const database = await readDpkgDatabase(files);
  const conf = await readAptConf(files);
  const preferences = await readPreferences(files, database.native);
  const { lists, problems: list_problems } = await findLists(files);
  const problems = [...conf.problems, ...preferences.problems, ...list_problems];
  const phasing = await orProblem(problems, readPhasingRules(files, conf.settings), {
    include: null,
    machine_id: "",
  });
  const entries = installedEntries(database);
  for (const list of lists) {
    try {
      await addList(files, list, database.native, entries, options);
    } catch (error) {
      if (!(error instanceof PackageFileError)) throw error;
      problems.push(error);
    }
  }
  const policy = new Policy(preferences.pins, conf.settings.get("apt::default-release")?.at(-1));
  const { settings } = conf;
  return { database, lists, policy, phasing, settings, entries: [...entries.values()], problems };
}

/** apt's choice for a package; null: there is none. */
export function candidateOf(catalog: Catalog, entry: CatalogEntry): CatalogVersion | null {
  return catalog.policy.candidate(entry, entry.versions);
}

function installedEntries({ packages, native }: DpkgDatabase): Map<string, CatalogEntry> {
  const entries = new Map<string, CatalogEntry>();
  for (const dpkg of packages.filter(isUnpacked)) {
    const { version, source: { name: source } } = dpkg;
    entryOf(entries, dpkg, native).versions.push(
      { version, source, lists: [], installed: true, listed: undefined, dpkg },
    );
  }
  return entries;
}

/** Adds what a list offers, once it is read to its end: of a damaged list nothing counts. */
async function addList(
  files: PackageFiles,
  list: ListFile,
  native: string,
  entries: Map<string, CatalogEntry>,
  { installed_only = false }: CatalogOptions,
): Promise<void> {
  const rows: ListedPackage[] = [];
  await readPackagesList(files, list.path, (listed) => {
    if (!installed_only || entries.has(keyOf(listed, native))) rows.push(listed);
  });
  for (const listed of rows) addListed(entryOf(entries, listed, native), list, listed);
}

function addListed(entry: CatalogEntry, list: ListFile, listed: ListedPackage): void {
  const index = entry.versions.findIndex(({ version }) => version === listed.version);
  const known = entry.versions[index];
  if (known === undefined) {
    entry.versions.push({
      version: listed.version,
      source: listed.source.name,
      lists: [list],
      installed: false,
      listed,
      dpkg: undefined,
    });
    return;
  }
  known.lists.push(list);
  if (known.listed === undefined) entry.versions[index] = { ...known, listed };
}

function entryOf(
  entries: Map<string, CatalogEntry>,
  found: { name: string; architecture: string },
  native: string,
): CatalogEntry {
  const key = keyOf(found, native);
  const known = entries.get(key);
  if (known !== undefined) return known;
  const made = { name: found.name, architecture: architectureOf(found, native), versions: [] };
  entries.set(key, made);
  return made;
}

function keyOf(found: { name: string; architecture: string }, native: string): string {
  return `${found.name}:${architectureOf(found, native)}`;
}
