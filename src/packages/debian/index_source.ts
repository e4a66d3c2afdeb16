import type { IndexRow, IndexSource } from "../index/row.ts";
import { orProblem } from "../or_problem.ts";
import { candidateOf, type Catalog, readCatalog } from "./catalog.ts";
import type { CatalogEntry, CatalogVersion } from "./catalog_entries.ts";
import type { DpkgPackage } from "./dpkg_status.ts";
import { isAutomatic, readAutoInstalled } from "./extended_states.ts";
import type { ListFile } from "./lists.ts";
import { formatClause } from "./relations.ts";
import { debianSource } from "./source.ts";
import { isUpgrade, originOf } from "./updates.ts";

/** Everything that dpkg has and apt offers, with apt's own candidates. */
export const debianIndex: IndexSource = {
  manager: "debian",
  present: debianSource.present,
  async rows(files, accept) {
    const catalog = await readCatalog(files);
    const problems = [...catalog.problems];
    const automatic = await orProblem(problems, readAutoInstalled(files), new Set<string>());
    const { native } = catalog.database;
    const isManual = (found: DpkgPackage) => !isAutomatic(found, native, automatic);
    const origins = new Map(catalog.lists.map((list) => [list, originOf(list)]));
    for (const entry of catalog.entries) {
      const row = rowOf(entry, { catalog, isManual, origins });
      if (row !== null) accept(row);
    }
    return problems;
  },
};

/** What the rows are made with. */
interface Making {
  readonly catalog: Catalog;
  readonly origins: ReadonlyMap<ListFile, string>;
  isManual(found: DpkgPackage): boolean;
}

/** The row of a package; null where nothing is known of it. */
function rowOf(entry: CatalogEntry, { catalog, isManual, origins }: Making): IndexRow | null {
  const installed = entry.versions.find((version) => version.installed);
  const candidate = candidateOf(catalog, entry);
  const shown = installed ?? candidate ?? entry.versions[0];
  const facts = shown?.dpkg ?? shown?.listed;
  if (shown === undefined || facts === undefined) return null;
  const dpkg = installed?.dpkg;
  const [list] = (candidate ?? shown).lists;
  return {
    manager: debianIndex.manager,
    name: entry.name,
    architecture: facts.architecture,
    version: shown.version,
    description: facts.description,
    installed: installed !== undefined,
    manual: dpkg !== undefined && isManual(dpkg),
    held: dpkg?.want === "hold",
    upgradable: installed !== undefined && candidate !== null && isUpgrade(installed, candidate),
    details: {
      installed_version: installed?.version ?? null,
      candidate_version: candidate?.version ?? null,
      section: facts.section,
      origin: (list && origins.get(list)) ?? "",
      source_name: facts.source.name,
      source_version: facts.source.version,
      installed_bytes: facts.installed_bytes,
      download_bytes: candidate?.listed?.download_bytes ?? null,
      depends: dependsOf(shown),
      tags: facts.tags || (shown.listed?.tags ?? ""),
    },
  };
}

function dependsOf({ dpkg, listed }: CatalogVersion): string {
  if (dpkg === undefined) return listed?.depends ?? "";
  const { "Pre-Depends": before = [], Depends: depends = [] } = dpkg.relations;
  return [...before, ...depends].map(formatClause).join(", ");
}
