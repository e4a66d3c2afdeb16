import { compareDpkgVersions } from "../../versions/mod.ts";
import type { IndexRow, IndexSource } from "../index/row.ts";
import { orProblem } from "../or_problem.ts";
import { candidateOf, type Catalog, type CatalogEntry, type CatalogVersion, readCatalog } from "./catalog.ts";
import type { DpkgPackage } from "./dpkg_status.ts";
import { isAutomatic, readAutoInstalled } from "./extended_states.ts";
import { formatClause } from "./relations.ts";
import { debianSource } from "./source.ts";
import { originOf } from "./updates.ts";

/** Everything that dpkg has and apt offers, with apt's own candidates. */
export const debianIndex: IndexSource = {
  manager: "debian",
  present: debianSource.present,
  async rows(files) {
    const catalog = await readCatalog(files);
    const problems = [...catalog.problems];
    const automatic = await orProblem(problems, readAutoInstalled(files), new Set<string>());
    const { native } = catalog.database;
    const isManual = (found: DpkgPackage) => !isAutomatic(found, native, automatic);
    const rows = catalog.entries.flatMap((entry) => rowOf(catalog, entry, isManual));
    const foreign = (row: IndexRow) => row.architecture === native || row.architecture === "all" ? 0 : 1;
    return { rows: rows.sort((a, b) => foreign(a) - foreign(b)), problems };
  },
};

function rowOf(
  catalog: Catalog,
  entry: CatalogEntry,
  isManual: (found: DpkgPackage) => boolean,
): IndexRow[] {
  const installed = entry.versions.find((version) => version.installed);
  const candidate = candidateOf(catalog, entry);
  const shown = installed ?? candidate ?? entry.versions[0];
  const facts = shown?.dpkg ?? shown?.listed;
  if (shown === undefined || facts === undefined) return [];
  const dpkg = installed?.dpkg;
  const [list] = (candidate ?? shown).lists;
  return [{
    name: entry.name,
    architecture: facts.architecture,
    version: shown.version,
    description: facts.description,
    installed: installed !== undefined,
    manual: dpkg !== undefined && isManual(dpkg),
    held: dpkg?.want === "hold",
    upgradable: installed !== undefined && candidate !== null &&
      compareDpkgVersions(candidate.version, installed.version) > 0,
    details: {
      installed_version: installed?.version ?? null,
      candidate_version: candidate?.version ?? null,
      section: facts.section,
      origin: list === undefined ? "" : originOf(list),
      source_name: facts.source.name,
      source_version: facts.source.version,
      installed_bytes: facts.installed_bytes,
      download_bytes: candidate?.listed?.download_bytes ?? null,
      depends: dependsOf(shown),
      tags: facts.tags.length > 0 ? facts.tags : shown.listed?.tags ?? [],
    },
  }];
}

function dependsOf({ dpkg, listed }: CatalogVersion): string[] {
  if (dpkg !== undefined) {
    const { "Pre-Depends": before = [], Depends: depends = [] } = dpkg.relations;
    return [...before, ...depends].map(formatClause);
  }
  return (listed?.depends ?? "").split(",").map((clause) => clause.trim()).filter((clause) => clause !== "");
}
