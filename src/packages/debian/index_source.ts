import type { IndexRow, IndexSource, RowDetails } from "../index/row.ts";
import { orProblem } from "../or_problem.ts";
import { firstLine, type Text, textOf } from "../stretch.ts";
import { candidateOf, type Catalog, readCatalog } from "./catalog.ts";
import type { CatalogEntry, CatalogVersion } from "./catalog_entries.ts";
import type { DpkgPackage } from "./dpkg_status.ts";
import type { KeptPackage } from "./kept_list.ts";
import { isAutomatic, readAutoInstalled } from "./extended_states.ts";
import type { ListFile } from "./lists.ts";
import { sourceOf } from "./package_facts.ts";
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
  const facts = shown && factsOf(shown);
  if (shown === undefined || facts === undefined) return null;
  const dpkg = installed?.dpkg;
  const list = (candidate ?? shown).lists[0];
  return {
    manager: debianIndex.manager,
    name: facts.name,
    architecture: facts.architecture,
    version: facts.version,
    description: facts.description,
    installed: installed !== undefined,
    manual: dpkg !== undefined && isManual(dpkg),
    held: dpkg?.want === "hold",
    upgradable: installed !== undefined && candidate !== null && isUpgrade(entry, candidate),
    details: {
      installed_version: installed === undefined ? null : facts.version,
      candidate_version: candidate === null ? null : versionOf(candidate),
      section: facts.section,
      origin: (list && origins.get(list)) ?? "",
      source_name: facts.source_name,
      source_version: facts.source_version,
      installed_bytes: facts.installed_bytes,
      download_bytes: candidate?.listed?.download_bytes ?? null,
      depends: facts.depends,
      tags: facts.tags,
    },
  };
}

/** What a version says of itself. */
type Facts =
  & Pick<IndexRow, "name" | "architecture" | "version" | "description">
  & Omit<RowDetails, "installed_version" | "candidate_version" | "origin" | "download_bytes">;

/** What dpkg says, else what a list does. */
function factsOf({ dpkg, listed }: CatalogVersion): Facts | undefined {
  if (dpkg !== undefined) return installedFacts(dpkg, listed);
  return listed && listedFacts(listed);
}

function installedFacts(dpkg: DpkgPackage, listed: KeptPackage | undefined): Facts {
  const { name, architecture, version, description, section, source, installed_bytes } = dpkg;
  const { "Pre-Depends": before = [], Depends: depends = [] } = dpkg.relations;
  return {
    name,
    architecture,
    version,
    description,
    section,
    source_name: source.name,
    source_version: source.version,
    installed_bytes,
    depends: [...before, ...depends].map(formatClause).join(", "),
    tags: dpkg.tags || (listed?.stretch("Tag") ?? ""),
  };
}

/** As bytes: there are tens of thousands, and most of what they say is only copied. */
function listedFacts(listed: KeptPackage): Facts {
  const name = listed.stretch("Package");
  const version = listed.stretch("Version");
  const source = sourceOf<Text>(listed.text("Source"), name, version);
  return {
    name,
    architecture: listed.architecture,
    version,
    description: firstLine(listed.stretch("Description")),
    section: listed.stretch("Section"),
    source_name: source.name,
    source_version: source.version,
    installed_bytes: listed.installed_bytes,
    depends: dependsOf(listed),
    tags: listed.stretch("Tag"),
  };
}

/** Few have a Pre-Depends. */
function dependsOf(listed: KeptPackage): Text {
  const [before, depends] = [listed.stretch("Pre-Depends"), listed.stretch("Depends")];
  if (before.from === before.to) return depends;
  return [before, depends].map(textOf).filter((text) => text !== "").join(", ");
}

function versionOf(found: CatalogVersion): Text {
  return found.listed?.stretch("Version") ?? found.version;
}
