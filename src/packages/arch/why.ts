import { Holders, shortestChain, type Why, type WhyStep } from "../why.ts";
import type { Desc } from "./desc.ts";
import { ArchSet } from "./installed_set.ts";
import { parseArchRelation } from "./relations.ts";

/** Relations that hold a package: what a package is only better with counts where nothing needs it. */
const STRENGTHS: readonly (readonly ("Depends" | "Optional")[])[] = [["Depends"], ["Depends", "Optional"]];

/**
 * The shortest chain that keeps a package, by its name or `NAME:ARCHITECTURE`, installed; null where none is so named.
 */
export function archWhy(name: string, packages: readonly Desc[]): Why | null {
  const target = packages.find(({ facts }) =>
    [facts.name, `${facts.name}:${facts.architecture}`].includes(name)
  );
  if (target === undefined) return null;
  const shown = target.facts.name;
  if (!target.automatic) return { package: shown, reason: "manual", chain: [] };
  const set = new ArchSet(packages);
  for (const relations of STRENGTHS) {
    const chain = shortestChain(target, holdersOf(set, relations), (found) => !found.automatic);
    if (chain !== undefined) return { package: shown, reason: "needed", chain };
  }
  return { package: shown, reason: "none", chain: [] };
}

/** The packages that nothing needs any more and that nothing is better with, by name, as `pacman -Qdt` lists them. */
export function archOrphans(packages: readonly Desc[]): string[] {
  const holders = holdersOf(new ArchSet(packages), ["Depends", "Optional"]);
  return packages.filter((found) => found.automatic && holders.of(found).length === 0)
    .map(({ facts }) => facts.name).sort();
}

/** For each package those that want it. */
function holdersOf(set: ArchSet, relations: readonly ("Depends" | "Optional")[]): Holders<Desc> {
  const holders = new Holders<Desc>();
  for (const by of set.packages) {
    const wants = { Depends: by.depends, Optional: by.optional };
    for (const relation of relations) {
      for (const text of wants[relation]) {
        const step: WhyStep = { package: by.facts.name, relation, wants: text };
        holders.add(by, step, set.satisfying(parseArchRelation(text)));
      }
    }
  }
  return holders;
}
