import { Holders, shortestChain, type Why, type WhyStep } from "../why.ts";
import { architectureOf, displayName, type DpkgDatabase, isUnpacked } from "./database.ts";
import type { DpkgPackage } from "./dpkg_status.ts";
import { isAutomatic } from "./extended_states.ts";
import { InstalledSet } from "./installed_set.ts";
import { formatClause, type RelationField } from "./relations.ts";

/** Relations that hold a package, the strongest first: a chain uses a weaker kind only where no other does it. */
const STRENGTHS: readonly (readonly (WhyStep["relation"] & RelationField)[])[] = [
  ["Pre-Depends", "Depends"],
  ["Pre-Depends", "Depends", "Recommends"],
  ["Pre-Depends", "Depends", "Recommends", "Suggests"],
];

/**
 * The shortest chain that keeps a package installed; null where no package of that name is. The set holds what apt
 * installed of its own accord, as extended_states has it.
 */
export function why(name: string, database: DpkgDatabase, automatic: ReadonlySet<string>): Why | null {
  const { native } = database;
  const packages = database.packages.filter(isUnpacked);
  const target = packages.find((found) => displayName(found, native) === name) ??
    packages.find((found) => [found.name, `${found.name}:${architectureOf(found, native)}`].includes(name));
  if (target === undefined) return null;
  const isRoot = (found: DpkgPackage) => found.essential || !isAutomatic(found, native, automatic);
  const shown = displayName(target, native);
  if (!isAutomatic(target, native, automatic)) return { package: shown, reason: "manual", chain: [] };
  if (target.essential) return { package: shown, reason: "essential", chain: [] };
  for (const relations of STRENGTHS) {
    const chain = shortestChain(target, holdersOf(new InstalledSet(packages, native), relations), isRoot);
    if (chain !== undefined) return { package: shown, reason: "needed", chain };
  }
  return { package: shown, reason: "none", chain: [] };
}

/** For each package those that want it. */
function holdersOf(
  set: InstalledSet,
  relations: readonly (WhyStep["relation"] & RelationField)[],
): Holders<DpkgPackage> {
  const holders = new Holders<DpkgPackage>();
  for (const by of set.packages) {
    for (const relation of relations) {
      for (const clause of by.relations[relation] ?? []) {
        const step = { package: displayName(by, set.native), relation, wants: formatClause(clause) };
        holders.add(by, step, clause.flatMap((alternative) => set.satisfying(alternative, by)));
      }
    }
  }
  return holders;
}
