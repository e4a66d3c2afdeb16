import type { PackageFileError } from "../file_error.ts";
import type { PackageFiles } from "../files.ts";
import { orProblem } from "../or_problem.ts";
import { type AptSettings, readAptConf } from "./apt_conf.ts";
import { CatalogEntries, type CatalogEntry, type CatalogVersion } from "./catalog_entries.ts";
import { architectureOf, type DpkgDatabase, isUnpacked, readDpkgDatabase } from "./database.ts";
import { type DpkgPackage, packageKey } from "./dpkg_status.ts";
import { findLists, type ListFile } from "./lists.ts";
import { INDEX_FIELDS, type ListedField, readListValues, UPGRADE_FIELDS } from "./packages_list.ts";
import { isHeldBack, type PhasingRules, readPhasingRules } from "./phasing.ts";
import { Policy } from "./policy.ts";
import { textOf } from "../stretch.ts";
import type { FieldValues } from "./stanza_values.ts";
import { readPreferences } from "./preferences.ts";

/** What dpkg and apt know together. */
export interface Catalog {
  readonly database: DpkgDatabase;
  readonly lists: readonly ListFile[];
  readonly policy: Policy;
  readonly phasing: PhasingRules;
  readonly settings: AptSettings;
  /** Made anew each time that they are walked. */
  readonly entries: Iterable<CatalogEntry>;
  readonly problems: readonly PackageFileError[];
}

/** What of the lists to keep. */
export interface CatalogOptions {
  /**
   * Packages that are not installed are passed over, which saves most of the memory; of the others the relations are
   * read that an upgrade must heed. @default {false}
   */
  readonly installed_only?: boolean;
}

/**
 * Reads dpkg's database, apt's pins, and its lists one after the other. A damaged list, pin or configuration file is a
 * problem and the rest counts; throws {@link PackageFileError} only where dpkg's own status cannot be read.
 */
export async function readCatalog(
  files: PackageFiles,
  { installed_only = false }: CatalogOptions = {},
): Promise<Catalog> {
  const database = await readDpkgDatabase(files);
  const conf = await readAptConf(files);
  const default_release = conf.settings.get("apt::default-release")?.at(-1);
  const preferences = await readPreferences(files, database.native, default_release);
  const { lists, problems: list_problems } = await findLists(files, database);
  const problems = [...conf.problems, ...preferences.problems, ...list_problems];
  const phasing = await orProblem(problems, readPhasingRules(files, conf.settings), {
    include: null,
    by_policy: false,
    machine_id: "",
  });
  const installed = database.packages.filter(isUnpacked);
  const entries = new CatalogEntries(installed, database.native);
  const wanted = installed_only ? isOneOf(installed, database.native) : () => true;
  const fields = installed_only ? UPGRADE_FIELDS : INDEX_FIELDS;
  for (const list of lists) {
    const adding = entries.addList(
      list,
      fields,
      (add) =>
        readListValues(files, list.path, fields, (values) => {
          if (wanted(values)) add(values);
        }),
    );
    await orProblem(problems, adding, undefined);
  }
  const policy = new Policy(preferences.pins);
  const { settings } = conf;
  return { database, lists, policy, phasing, settings, entries, problems };
}

/** apt's choice for a package; null: there is none. */
export function candidateOf(catalog: Catalog, entry: CatalogEntry): CatalogVersion | null {
  const { policy, phasing } = catalog;
  if (!phasing.by_policy) return policy.candidate(entry, entry.versions);
  return policy.candidate(entry, entry.versions, (version) => isKeptFromHost(phasing, version));
}

function isKeptFromHost(rules: PhasingRules, { listed }: CatalogVersion): boolean {
  if (listed === undefined) return false;
  const percentage = listed.phased_percent;
  return percentage !== null && percentage < 100 && isHeldBack(rules, listed.source, percentage);
}

/** Whether a package is one of these, of whatever version. */
function isOneOf(
  packages: readonly DpkgPackage[],
  native: string,
): (values: FieldValues<ListedField>) => boolean {
  const keyOf = (name: string, architecture: string) =>
    packageKey({ name, architecture: architectureOf({ architecture }, native) });
  const keys = new Set(packages.map(({ name, architecture }) => keyOf(name, architecture)));
  return (values) =>
    keys.has(keyOf(textOf(values.stretch("Package")), textOf(values.stretch("Architecture"))));
}
