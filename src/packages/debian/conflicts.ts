import { brokenTransitively, type Wants } from "../broken_sets.ts";
import type { Conflicts } from "../conflicts.ts";
import { brokenStates } from "./broken_states.ts";
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
  return {
    direct: directConflicts(new InstalledSet(packages.filter(isUnpacked), native)),
    states: brokenStates(database),
    transitive: brokenTransitively(configured.packages, (found) => wantsOf(configured, found)),
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
