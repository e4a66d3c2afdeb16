import { architectureOf, displayName, type DpkgDatabase, isUnpacked } from "./database.ts";
import type { DpkgPackage } from "./dpkg_status.ts";
import { isAutomatic } from "./extended_states.ts";
import { InstalledSet } from "./installed_set.ts";
import { formatClause, type RelationField } from "./relations.ts";

/** One step of a chain: a package and what it asks for that the next one gives. */
export interface WhyStep {
  readonly package: string;
  readonly relation: "Pre-Depends" | "Depends" | "Recommends" | "Suggests";
  readonly wants: string;
}

/** Why a package is installed. */
export interface Why {
  readonly package: string;
  /** manual: somebody asked for it; essential: no system is without it; needed: by the chain; none: nothing holds it. */
  readonly reason: "manual" | "essential" | "needed" | "none";
  /** From a package that somebody asked for, or an essential one, to the one that wants this; empty unless needed. */
  readonly chain: readonly WhyStep[];
}

/** Relations that hold a package, the strongest first: a chain uses a weaker kind only where no other does it. */
const STRENGTHS: readonly (readonly WhyStep["relation"][])[] = [
  ["Pre-Depends", "Depends"],
  ["Pre-Depends", "Depends", "Recommends"],
  ["Pre-Depends", "Depends", "Recommends", "Suggests"],
];

/** A package on the way to a target, and the step from it to the package it was reached by. */
interface Reached {
  readonly package: DpkgPackage;
  readonly step: WhyStep | undefined;
  readonly next: Reached | undefined;
}

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
    const chain = shortestChain(target, holders(new InstalledSet(packages, native), relations), isRoot);
    if (chain !== undefined) return { package: shown, reason: "needed", chain };
  }
  return { package: shown, reason: "none", chain: [] };
}

/** For each package those that want it, by name. */
function holders(
  set: InstalledSet,
  relations: readonly (WhyStep["relation"] & RelationField)[],
): Map<DpkgPackage, { by: DpkgPackage; step: WhyStep }[]> {
  const found = new Map<DpkgPackage, { by: DpkgPackage; step: WhyStep }[]>();
  for (const by of set.packages) {
    for (const relation of relations) {
      for (const clause of by.relations[relation] ?? []) {
        const step = { package: displayName(by, set.native), relation, wants: formatClause(clause) };
        for (const wanted of clause.flatMap((alternative) => set.satisfying(alternative, by))) {
          const known = found.get(wanted);
          if (known === undefined) found.set(wanted, [{ by, step }]);
          else known.push({ by, step });
        }
      }
    }
  }
  for (const list of found.values()) list.sort((a, b) => a.step.package < b.step.package ? -1 : 1);
  return found;
}

function shortestChain(
  target: DpkgPackage,
  wantedBy: ReturnType<typeof holders>,
  isRoot: (found: DpkgPackage) => boolean,
): WhyStep[] | undefined {
  const seen = new Set([target]);
  let level: Reached[] = [{ package: target, step: undefined, next: undefined }];
  while (level.length > 0) {
    const above: Reached[] = [];
    for (const next of level) {
      for (const { by, step } of wantedBy.get(next.package) ?? []) {
        if (seen.has(by)) continue;
        seen.add(by);
        const reached = { package: by, step, next };
        if (isRoot(by)) return stepsFrom(reached);
        above.push(reached);
      }
    }
    level = above;
  }
  return undefined;
}

function stepsFrom(reached: Reached): WhyStep[] {
  const steps: WhyStep[] = [];
  for (let at: Reached | undefined = reached; at?.step !== undefined; at = at.next) steps.push(at.step);
  return steps;
}
