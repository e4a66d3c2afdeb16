import { byPackage, type DirectConflict } from "../conflicts.ts";
import { architectureOf, displayName } from "./database.ts";
import type { DpkgPackage } from "./dpkg_status.ts";
import type { InstalledSet, RelatedPackage } from "./installed_set.ts";
import { formatClause, formatRelation } from "./relations.ts";

/** What does not hold among installed packages: the list of `apt-get check`, Recommends left out. */
export function directConflicts(set: InstalledSet): DirectConflict[] {
  return byPackage(
    set.packages.flatMap((found) => [...unmet(set, found), ...clashes(set, found), ...siblings(set, found)]),
  );
}

/** Dependencies of a package that nothing in the set satisfies. */
function unmet(set: InstalledSet, found: DpkgPackage): DirectConflict[] {
  return (["Pre-Depends", "Depends"] as const).flatMap((relation) =>
    (found.relations[relation] ?? [])
      .filter((clause) => !clause.some((alternative) => set.satisfying(alternative, found).length > 0))
      .map((clause) => ({ package: displayName(found, set.native), relation, wants: formatClause(clause) }))
  );
}

function clashes(set: InstalledSet, found: DpkgPackage): DirectConflict[] {
  return (["Conflicts", "Breaks"] as const).flatMap((relation) =>
    (found.relations[relation] ?? []).flat()
      .filter((alternative) => set.hit(alternative, found).length > 0)
      .map((alternative) => ({
        package: displayName(found, set.native),
        relation,
        wants: formatRelation(alternative),
      }))
  );
}

/**
 * One name in several architectures: only with `Multi-Arch: same` in all of them, and then in one version
 * (the multi-arch specification, which apt and dpkg enforce without a field). Where only one has the field, the other
 * is the one that apt names.
 */
function siblings(set: InstalledSet, found: DpkgPackage): DirectConflict[] {
  return siblingClashes(set, found).map((other) => {
    const target = displayName(other, set.native);
    const same = found.multi_arch === "same";
    return {
      package: displayName(found, set.native),
      relation: same ? "Breaks" : "Conflicts",
      wants: same ? `${target} (!= ${found.version})` : target,
    };
  });
}

/** The packages of the same name that a package does not let be installed beside it. */
export function siblingClashes<P extends RelatedPackage>(set: InstalledSet<P>, found: P): P[] {
  return set.named(found.name).filter((other) =>
    architectureOf(other, set.native) !== architectureOf(found, set.native) &&
    (found.multi_arch !== "same" || other.version !== found.version)
  );
}
