import type { PendingUpdate } from "../source.ts";
import { type AptSettings, flagOf } from "./apt_conf.ts";
import type { Catalog } from "./catalog.ts";
import type { CatalogVersion } from "./catalog_entries.ts";
import type { DpkgPackage } from "./dpkg_status.ts";
import type { RelatedPackage } from "./installed_set.ts";
import { keptBack, type Upgrade } from "./kept_back.ts";
import type { RelationField } from "./relations.ts";
import { NO_STANDING, type Standing } from "./upgrade_scores.ts";

/** An installed package with what apt would make of it. */
export interface SeenPackage {
  readonly dpkg: DpkgPackage;
  readonly now: CatalogVersion;
  /** null: apt would have none. */
  readonly candidate: CatalogVersion | null;
  /** null: it is as new as can be. */
  readonly update: PendingUpdate | null;
}

/** Those that a plain upgrade leaves as they are though they are neither held nor for other hosts first. */
export function leftByUpgrade(
  { database: { native }, settings }: Pick<Catalog, "database" | "settings">,
  installed: readonly SeenPackage[],
): ReadonlySet<DpkgPackage> {
  const standings = new Map<RelatedPackage, Standing>();
  const upgrades: Upgrade[] = [];
  for (const found of installed) {
    const { dpkg: from, now, candidate, update } = found;
    standings.set(from, standingOf(found, now));
    const listed = candidate?.listed;
    if (candidate === null || listed === undefined || update === null) continue;
    if (update.held || update.phased?.held_back === true) continue;
    const to = { ...listed.facts(), relations: listed.relations() };
    standings.set(to, standingOf(found, candidate));
    upgrades.push({ from, to });
  }
  return keptBack(installed.map(({ dpkg }) => dpkg), upgrades, {
    native,
    wishes: wishesOf(settings),
    standingOf: (found) => standings.get(found) ?? NO_STANDING,
  });
}

/** apt never lets go of itself. */
function standingOf({ dpkg, candidate }: SeenPackage, { lists, listed }: CatalogVersion): Standing {
  return {
    priority: lists.length === 0 || listed === undefined ? null : listed.text("Priority"),
    is_offered: candidate !== null && candidate.lists.length > 0,
    essential: dpkg.essential || dpkg.protected || dpkg.name === "apt",
  };
}

/** What apt installs beside a package though that does without (apt.conf(5), APT::Install-Recommends). */
function wishesOf(settings: AptSettings): RelationField[] {
  return [
    ...flagOf(settings, "apt::install-recommends") ?? true ? ["Recommends" as const] : [],
    ...flagOf(settings, "apt::install-suggests") ?? false ? ["Suggests" as const] : [],
  ];
}
