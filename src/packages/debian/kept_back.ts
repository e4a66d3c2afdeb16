import { siblingClashes } from "./direct_conflicts.ts";
import type { DpkgPackage } from "./dpkg_status.ts";
import { InstalledSet, type RelatedPackage } from "./installed_set.ts";
import type { RelationField } from "./relations.ts";

/** An installed package and what it would be upgraded to. */
export interface Upgrade {
  readonly from: DpkgPackage;
  readonly to: RelatedPackage;
}

/** What decides besides the packages. */
export interface UpgradeRules {
  /** The machine's own architecture. */
  readonly native: string;
  /** Fields of what apt installs beside a package though it does without. */
  readonly wishes: readonly RelationField[];
}

/**
 * The upgrades that `apt-get upgrade`, which installs and removes nothing, leaves undone because a dependency would
 * not hold: all are tried together, and as long as a package is broken it is kept as it is, or, where that does not
 * help, one that it does not get along with. A package that would go without something it recommends is kept as it is,
too, unless it goes without already. Of two upgrades that cannot stand together apt may keep the other one.
 * None where packages are broken already: then apt upgrades nothing.
 */
export function keptBack(
  installed: readonly DpkgPackage[],
  upgrades: readonly Upgrade[],
  rules: UpgradeRules,
): ReadonlySet<DpkgPackage> {
  const trial = new Trial(installed, upgrades, rules);
  if (installed.some((found) => trial.problems(found).length > 0)) return new Set();
  trial.upgradeAll();
  trial.keepWhatBreaks();
  return new Set(upgrades.flatMap(({ from }) => trial.has(from) ? [from] : []));
}

/** The fields without which a package is broken. */
const NEEDS = ["Pre-Depends", "Depends"] as const;

/** What is wrong with a package: those of which one, kept as it is, might mend it. */
type Problem = readonly RelatedPackage[];

/** A set of packages, each as it is or upgraded. */
class Trial {
  readonly #set: InstalledSet<RelatedPackage>;
  readonly #upgradeOf = new Map<RelatedPackage, Upgrade>();
  /** Packages, as they are and upgraded, by the names that their relations have, and their own. */
  readonly #mentions = new Map<string, RelatedPackage[]>();
  readonly #wishes: readonly RelationField[];
  /** Packages that go without what they wish as they are. */
  readonly #modest: ReadonlySet<RelatedPackage>;
  #chosen: Set<RelatedPackage>;

  constructor(
    installed: readonly DpkgPackage[],
    upgrades: readonly Upgrade[],
    { native, wishes }: UpgradeRules,
  ) {
    const all: RelatedPackage[] = [...installed, ...upgrades.map(({ to }) => to)];
    this.#set = new InstalledSet(all, native);
    this.#chosen = new Set(installed);
    for (const upgrade of upgrades) {
      this.#upgradeOf.set(upgrade.from, upgrade);
      this.#upgradeOf.set(upgrade.to, upgrade);
    }
    for (const found of all) {
      for (const name of namesIn(found, wishes)) {
        const known = this.#mentions.get(name);
        if (known === undefined) this.#mentions.set(name, [found]);
        else known.push(found);
      }
    }
    this.#wishes = wishes;
    this.#modest = new Set(installed.filter((found) => this.#unmet(found, wishes).length > 0));
  }

  has(found: RelatedPackage): boolean {
    return this.#chosen.has(found);
  }

  upgradeAll(): void {
    this.#chosen = new Set([...this.#chosen].map((found) => this.#upgradeOf.get(found)?.to ?? found));
  }

  /** Keeps packages as they are until none is broken that this would mend. */
  keepWhatBreaks(): void {
    const waiting = new Set(this.#chosen);
    // What is added while the set is walked through is walked through, too.
    for (const found of waiting) {
      waiting.delete(found);
      const own = this.#upgradeOf.get(found)?.from ?? found;
      const is_disappointed = !this.#modest.has(own) && this.#unmet(found, this.#wishes).length > 0;
      if (!this.has(found) || !(is_disappointed || this.problems(found).length > 0)) continue;
      const kept = [this.#keep(found)];
      for (const one of this.problems(own).flat()) {
        kept.push(this.#keep(one));
        if (kept.at(-1) !== undefined) break;
      }
      for (const upgrade of kept) for (const one of this.#touchedBy(upgrade)) waiting.add(one);
    }
  }

  /** What is wrong with a package among those that are chosen. */
  problems(found: RelatedPackage): Problem[] {
    const { Conflicts = [], Breaks = [] } = found.relations;
    const clashing = [
      ...[...Conflicts, ...Breaks].flat().flatMap((alternative) => this.#set.hit(alternative, found)),
      ...siblingClashes(this.#set, found),
    ].filter((one) => this.has(one));
    return [...this.#unmet(found, NEEDS), ...clashing.map((one) => [one])];
  }

  /** What a package asks for in these fields that none of those which are chosen is. */
  #unmet(found: RelatedPackage, fields: readonly RelationField[]): Problem[] {
    return fields.flatMap((field) => found.relations[field] ?? []).flatMap((clause) => {
      const fitting = clause.flatMap((alternative) => this.#set.satisfying(alternative, found));
      return fitting.some((one) => this.has(one)) ? [] : [fitting];
    });
  }

  /** Takes a package as it is in the place of its upgrade; undefined where it is not upgraded. */
  #keep(found: RelatedPackage): Upgrade | undefined {
    const upgrade = this.#upgradeOf.get(found);
    if (upgrade === undefined || !this.#chosen.delete(upgrade.to)) return undefined;
    this.#chosen.add(upgrade.from);
    return upgrade;
  }

  /** The packages that may be broken, or whole, by a package that is kept. */
  #touchedBy(upgrade: Upgrade | undefined): RelatedPackage[] {
    if (upgrade === undefined) return [];
    const names = [upgrade.from, upgrade.to].flatMap(({ name, relations }) => [
      name,
      ...(relations.Provides ?? []).flat().map((provided) => provided.name),
    ]);
    return names.flatMap((name) => this.#mentions.get(name) ?? []).filter((one) => this.has(one));
  }
}

/** The names that a package's own relations speak of, and its own, which its other architectures have as well. */
function namesIn({ name, relations }: RelatedPackage, wishes: readonly RelationField[]): Set<string> {
  const clauses = [...NEEDS, ...wishes, "Conflicts" as const, "Breaks" as const]
    .flatMap((field) => relations[field] ?? []);
  return new Set([name, ...clauses.flat().map((one) => one.name)]);
}
