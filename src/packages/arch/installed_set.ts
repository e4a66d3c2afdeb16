import type { Desc } from "./desc.ts";
import { acceptsVersion, type ArchRelation, parseArchRelation } from "./relations.ts";

/** A package that stands for a name: its own, or one it provides, then with the version it provides. */
interface Bearer {
  readonly package: Desc;
  /** undefined: provided without a version, which no versioned relation accepts. */
  readonly version: string | undefined;
}

/** What is installed, and which of it a relation means (pacman's own rule, alpm_depcmp). */
export class ArchSet {
  readonly packages: readonly Desc[];
  readonly #bearers = new Map<string, Bearer[]>();

  constructor(packages: readonly Desc[]) {
    this.packages = packages;
    for (const found of packages) {
      this.#add(found.facts.name, { package: found, version: found.facts.version });
      for (const { name, operator, version } of found.provides.map(parseArchRelation)) {
        this.#add(name, { package: found, version: operator === "=" ? version : undefined });
      }
    }
  }

  /** The packages that satisfy a relation, each once. */
  satisfying(relation: ArchRelation): Desc[] {
    const bearers = this.#bearers.get(relation.name) ?? [];
    const fitting = bearers.filter(({ version }) => acceptsVersion(relation, version));
    return [...new Set(fitting.map((bearer) => bearer.package))];
  }

  /** The packages that one says it cannot stand; never itself. */
  hit(relation: ArchRelation, from: Desc): Desc[] {
    return this.satisfying(relation).filter((found) => found !== from);
  }

  #add(name: string, bearer: Bearer): void {
    const known = this.#bearers.get(name);
    if (known === undefined) this.#bearers.set(name, [bearer]);
    else known.push(bearer);
  }
}
