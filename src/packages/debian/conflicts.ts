import { brokenTransitively } from "./broken_sets.ts";
import { brokenStates, type StateFault } from "./broken_states.ts";
import { type DpkgDatabase, isConfigured, isUnpacked } from "./database.ts";
import { type DirectConflict, directConflicts } from "./direct_conflicts.ts";
import { InstalledSet } from "./installed_set.ts";

/** All that is wrong with the packages of a host. */
export interface Conflicts {
  /** Relations that do not hold, as `apt-get check` lists them. */
  readonly direct: readonly DirectConflict[];
  /** Packages that dpkg has not finished with, as `dpkg --audit` lists them. */
  readonly states: readonly StateFault[];
  /** Packages that do not work because of these, near or far, as `dose-debcheck` lists them. */
  readonly transitive: readonly string[];
}

/**
 * Finds what is wrong with an installation. Direct relations count for all that is unpacked, as for apt; whether a
 * package is whole counts only what is configured, so that one half-installed essential package breaks all.
 */
export function findConflicts(database: DpkgDatabase): Conflicts {
  const { packages, native } = database;
  return {
    direct: directConflicts(new InstalledSet(packages.filter(isUnpacked), native)),
    states: brokenStates(database),
    transitive: brokenTransitively(
      new InstalledSet(packages.filter(isConfigured), native),
    ),
  };
}
