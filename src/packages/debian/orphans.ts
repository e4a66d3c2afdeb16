import { compareDpkgVersions } from "../../versions/mod.ts";
import { type AptSettings, flagOf } from "./apt_conf.ts";
import { displayName, type DpkgDatabase, isUnpacked } from "./database.ts";
import type { DpkgPackage } from "./dpkg_status.ts";
import { isAutomatic } from "./extended_states.ts";
import { InstalledSet } from "./installed_set.ts";
import { keptKernels } from "./kept_kernels.ts";
import type { Relation, RelationField } from "./relations.ts";

/** What holds a package, whatever apt was told. */
const STRONG: readonly RelationField[] = ["Pre-Depends", "Depends"];

/**
 * The packages that apt installed because others needed them and that none needs any more, by name, as
 * `apt-get autoremove` would remove them. The set holds what apt installed of its own accord; the kernel is the release
 * of the one that runs, null where that is not known.
 */
export function findOrphans(
  database: DpkgDatabase,
  automatic: ReadonlySet<string>,
  settings: AptSettings,
  kernel: string | null,
): string[] {
  const { native } = database;
  const set = new InstalledSet(database.packages.filter(isUnpacked), native);
  const [keeps, isOfKernel] = [keptByName(settings), keptKernels(set.packages, kernel, settings)];
  const fields = [
    ...STRONG,
    ...flagOf(settings, "apt::autoremove::recommendsimportant") ?? true ? ["Recommends" as const] : [],
    ...flagOf(settings, "apt::autoremove::suggestsimportant") ?? true ? ["Suggests" as const] : [],
  ];
  const needed = new Set(
    set.packages.filter((found) =>
      !isAutomatic(found, native, automatic) || found.required || found.want === "hold" ||
      keeps(found.name) ||
      isOfKernel(found.name)
    ),
  );
  // What is added while the set is walked through is walked through, too.
  for (const found of needed) {
    for (const field of fields) {
      for (const relation of (found.relations[field] ?? []).flat()) {
        for (const wanted of keptFor(relation, found, set)) needed.add(wanted);
      }
    }
  }
  return set.packages.filter((found) => !needed.has(found)).map((found) => displayName(found, native)).sort();
}

/** Names that the administrator, or apt's own configuration, never lets go; a pattern that is none keeps nothing. */
function keptByName(settings: AptSettings): (name: string) => boolean {
  const patterns = (settings.get("apt::neverautoremove") ?? []).flatMap((pattern) => {
    try {
      return [new RegExp(pattern)];
    } catch {
      return [];
    }
  });
  return (name) => name === "apt" || patterns.some((pattern) => pattern.test(name));
}

/** The package that a relation names, and, of those of one source that provide it, the ones built last. */
function keptFor(relation: Relation, from: DpkgPackage, set: InstalledSet): DpkgPackage[] {
  const found = set.satisfying(relation, from);
  return found.filter((one) =>
    one.name === relation.name ||
    !found.some((other) => other.name !== relation.name && isBuiltLater(other, one))
  );
}

function isBuiltLater({ source: a }: DpkgPackage, { source: b }: DpkgPackage): boolean {
  return a.name === b.name && compareDpkgVersions(a.version, b.version) > 0;
}
