import { brokenTransitively, type Wants } from "../broken_sets.ts";
import { type Conflicts, unique } from "../conflicts.ts";
import { complaints, dpkgName } from "./broken_states.ts";
import { displayName, type DpkgDatabase, isConfigured, isUnpacked } from "./database.ts";
import { directConflicts, siblingClashes } from "./direct_conflicts.ts";
import type { DpkgPackage } from "./dpkg_status.ts";
import { InstalledSet } from "./installed_set.ts";

/**
 * Finds what is wrong with an installation. Direct relations count for all that is unpacked, as for apt; whether a
 * package is whole counts only what is configured, so that one half-installed essential package breaks all.
 */
export function findConflicts(database: DpkgDatabase): Conflicts {
  const { packages, native } = database;
  const configured = new InstalledSet(packages.filter(isConfigured), native);
  const direct = directConflicts(new InstalledSet(packages.filter(isUnpacked), native));
  const faults = complaints(database);
  const transitive = brokenTransitively(configured.packages, (found) => wantsOf(configured, found));
  return {
    direct,
    states: faults.map(({ about, state }) => ({ package: dpkgName(about, native), state })),
    transitive,
    broken: unique(
      direct.map((one) => one.package),
      faults.map(({ about }) => displayName(about, native)),
      transitive,
    ),
  };
}

function wantsOf(set: InstalledSet, found: DpkgPackage): Wants<DpkgPackage> {
  const { "Pre-Depends": first = [], Depends: depends = [], Conflicts = [], Breaks = [] } = found.relations;
  return {
    name: displayName(found, set.native),
    essential: found.essential,
    needs: [...first, ...depends].map((clause) =>
      clause.flatMap((alternative) => set.satisfying(alternative, found))
    ),
    clashes: [
      ...[...Conflicts, ...Breaks].flat().flatMap((alternative) => set.hit(alternative, found)),
      ...siblingClashes(set, found),
    ],
  };
}
