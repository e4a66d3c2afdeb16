import { siblingClashes } from "./direct_conflicts.ts";
import type { DpkgPackage } from "./dpkg_status.ts";
import { InstalledSet, type RelatedPackage } from "./installed_set.ts";
import type { RelationField } from "./relations.ts";
import { type Standing, upgradeScores } from "./upgrade_scores.ts";

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
  /** What speaks for a package, as it is or upgraded. */
  standingOf(found: RelatedPackage): Standing;
}

/**
 * The upgrades that `apt-get upgrade`, which installs and removes nothing, leaves undone because a dependency would
 * not hold: all are tried together, and as long as a package is broken it is kept as it is, or, where that does not
 * help, those that it does not get along with. A package that would go without something it recommends is kept as it
 * is, too, unless it goes without already. Of two upgrades that cannot stand together the one that counts more is
 * looked at, and kept back, first; of two that count the same apt takes the one that its cache happens to have first.
 * None where packages are broken already: then apt upgrades nothing.
 */
export function keptBack(
  installed: readonly DpkgPackage[],
  upgrades: readonly Upgrade[],
  rules: UpgradeRules,
): ReadonlySet<DpkgPackage> {
  const trial = new Trial(installed, upgrades, rules);
  if (installed.some((found) => trial.isBroken(found))) return new Set();
  trial.upgradeAll();
  trial.keepWhatBreaks();
  return new Set(upgrades.flatMap(({ from }) => trial.has(from) ? [from] : []));
}

/** The fields without which a package is broken. */
const NEEDS = ["Pre-Depends", "Depends"] as const;
/** The fields of what it cannot stand beside. */
const NEVER = ["Conflicts", "Breaks"] as const;

/** Something that is wrong with a package: those that it is about, whether they are chosen or not. */
type Problem = readonly RelatedPackage[];

/** A set of packages, each as it is or upgraded. */
class Trial {
  readonly #rules: UpgradeRules;
  readonly #set: InstalledSet<RelatedPackage>;
  readonly #upgradeOf = new Map<RelatedPackage, Upgrade>();
  /** Packages, as they are and upgraded, by the names that their relations have, and their own. */
  readonly #mentions = new Map<string, RelatedPackage[]>();
  /** Packages that go without what they wish as they are. */
  readonly #modest: ReadonlySet<RelatedPackage>;
  #chosen: Set<RelatedPackage>;

  constructor(installed: readonly DpkgPackage[], upgrades: readonly Upgrade[], rules: UpgradeRules) {
    // What apt has read last comes first.
    const all: RelatedPackage[] = [...installed.toReversed(), ...upgrades.map(({ to }) => to).toReversed()];
    this.#rules = rules;
    this.#set = new InstalledSet(all, rules.native);
    this.#chosen = new Set(installed);
    for (const upgrade of upgrades) {
      this.#upgradeOf.set(upgrade.from, upgrade);
      this.#upgradeOf.set(upgrade.to, upgrade);
    }
    for (const found of all) {
      for (const name of namesIn(found, rules.wishes)) {
        const known = this.#mentions.get(name);
        if (known === undefined) this.#mentions.set(name, [found]);
        else known.push(found);
      }
    }
    this.#modest = new Set(installed.filter((found) => this.#lacks(found, rules.wishes)));
  }

  has(found: RelatedPackage): boolean {
    return this.#chosen.has(found);
  }

  upgradeAll(): void {
    this.#chosen = new Set([...this.#chosen].map((found) => this.#upgradeOf.get(found)?.to ?? found));
  }

  /** Looks at the packages in apt's order, and begins anew each time that one was mended. */
  keepWhatBreaks(): void {
    const order = this.#inOrder();
    const suspects = new Set(order);
    for (let at = 0; at < order.length; at++) {
      const own = order[at];
      if (own === undefined || !suspects.delete(own) || this.#isContent(this.#now(own))) continue;
      for (const kept of this.#mend(own)) for (const one of this.#touchedBy(kept)) suspects.add(one);
      if (this.#isContent(own)) at = -1;
    }
  }

  /** Whether a package lacks something, or does not get along with another one. */
  isBroken(found: RelatedPackage): boolean {
    return this.#problems(found).next().done !== true;
  }

  /** All packages as they are, those first that count most upgraded. */
  #inOrder(): RelatedPackage[] {
    const scores = upgradeScores({
      chosen: this.#chosen,
      set: this.#set,
      standingOf: this.#rules.standingOf,
    });
    return [...this.#chosen].sort((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0))
      .map((found) => this.#own(found));
  }

  /** Keeps a package as it is and then, until that helps, one after the other of those it has a problem with. */
  #mend(own: RelatedPackage): Upgrade[] {
    const kept = this.#keep(own);
    for (const one of this.#involved(own)) {
      if (this.#isContent(own)) break;
      kept.push(...this.#keep(one));
    }
    return kept;
  }

  *#involved(found: RelatedPackage): Generator<RelatedPackage> {
    for (const problem of this.#problems(found)) yield* problem;
  }

  /** Whether nothing is wrong with a package, and it goes without no wish but where it does so already. */
  #isContent(found: RelatedPackage): boolean {
    return !this.isBroken(found) &&
      (this.#modest.has(this.#own(found)) || !this.#lacks(found, this.#rules.wishes));
  }

  /** What is wrong with a package among those that are chosen, each looked for when it is asked for. */
  *#problems(found: RelatedPackage): Generator<Problem> {
    yield* this.#unmet(found, NEEDS);
    for (const relation of NEVER.flatMap((field) => found.relations[field] ?? []).flat()) {
      yield* this.#chosenOf(this.#set.hit(relation, found));
    }
    yield* this.#chosenOf(siblingClashes(this.#set, found));
  }

  #chosenOf(clashing: Problem): Problem[] {
    return clashing.some((one) => this.has(one)) ? [clashing] : [];
  }

  #lacks(found: RelatedPackage, fields: readonly RelationField[]): boolean {
    return this.#unmet(found, fields).next().done !== true;
  }

  /** The clauses of these fields that none of those which are chosen meets, by what would meet them. */
  *#unmet(found: RelatedPackage, fields: readonly RelationField[]): Generator<Problem> {
    for (const clause of fields.flatMap((field) => found.relations[field] ?? [])) {
      const fitting = clause.flatMap((alternative) => this.#set.satisfying(alternative, found));
      if (!fitting.some((one) => this.has(one))) yield fitting;
    }
  }

  /** Takes a package as it is in the place of its upgrade; nothing where it is not upgraded. */
  #keep(found: RelatedPackage): Upgrade[] {
    const upgrade = this.#upgradeOf.get(found);
    if (upgrade === undefined || !this.#chosen.delete(upgrade.to)) return [];
    this.#chosen.add(upgrade.from);
    return [upgrade];
  }

  /** The packages, as they are, that may be broken, or whole, by a package that is kept. */
  #touchedBy(upgrade: Upgrade): RelatedPackage[] {
    const names = [upgrade.from, upgrade.to].flatMap(({ name, relations }) => [
      name,
      ...(relations.Provides ?? []).flat().map((provided) => provided.name),
    ]);
    return names.flatMap((name) => this.#mentions.get(name) ?? []).map((one) => this.#own(one));
  }

  /** A package as it was before all upgrades. */
  #own(found: RelatedPackage): RelatedPackage {
    return this.#upgradeOf.get(found)?.from ?? found;
  }

  /** What is chosen of a package. */
  #now(own: RelatedPackage): RelatedPackage {
    return this.has(own) ? own : this.#upgradeOf.get(own)?.to ?? own;
  }
}

/** The names that a package's own relations speak of, and its own, which its other architectures have as well. */
function namesIn({ name, relations }: RelatedPackage, wishes: readonly RelationField[]): Set<string> {
  const clauses = [...NEEDS, ...wishes, ...NEVER].flatMap((field) => relations[field] ?? []);
  return new Set([name, ...clauses.flat().map((one) => one.name)]);
}
