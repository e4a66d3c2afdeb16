import { architectureOf } from "./database.ts";
import type { InstalledSet, RelatedPackage } from "./installed_set.ts";
import type { Relation, RelationField } from "./relations.ts";

/** What speaks for a package itself. */
export interface Standing {
  /** How much it matters in the archive's own word (policy 2.5); null where no archive offers this version. */
  readonly priority: string | null;
  /** Some archive offers what apt would make of it. */
  readonly is_offered: boolean;
  /** No system is without it. */
  readonly essential: boolean;
}

/** A package of which nothing is known. */
export const NO_STANDING: Standing = { priority: null, is_offered: false, essential: false };

/** Packages that stand together. */
export interface Company<P extends RelatedPackage> {
  readonly chosen: ReadonlySet<P>;
  /** Has them all. */
  readonly set: InstalledSet<P>;
  standingOf(found: P): Standing;
}

/** apt's own figures (pkgProblemResolver::Scores in its settings), which nobody changes. */
const PRIORITIES: ReadonlyMap<string, number> = new Map([
  ["required", 3],
  ["important", 2],
  ["standard", 1],
  ["optional", -1],
  ["extra", -2],
]);
const [NOT_OFFERED, OFFERED, ESSENTIAL, ESSENTIAL_AT_LAST] = [-2, 1, 100, 5_000];

/** What a package gets from each that speaks of it. */
const MENTIONS: readonly (readonly [RelationField, 1 | -1])[] = [
  ["Pre-Depends", 1],
  ["Depends", 1],
  ["Recommends", 1],
  ["Conflicts", -1],
  ["Breaks", -1],
];

/** The fields in which a package names those that it lifts to where it stands itself. */
const LIFTS: readonly RelationField[] = ["Pre-Depends", "Depends", "Recommends"];

/** What packages count. */
type Scores<P> = ReadonlyMap<P, number>;

/**
 * What each of these packages counts for apt where not all can have their way: by what it is, by who wants it, and by
 * who wants those (the scores of apt's problem resolver).
 */
export function upgradeScores<P extends RelatedPackage>(company: Company<P>): Scores<P> {
  const { chosen, standingOf } = company;
  const first = ownScores(company);
  const scores = liftProviders(first, liftWanted(first, company), company);
  for (const found of chosen) if (standingOf(found).essential) add(scores, found, ESSENTIAL_AT_LAST);
  return scores;
}

/** What each counts by what it is and by those that speak of it. */
function ownScores<P extends RelatedPackage>(company: Company<P>): Scores<P> {
  const scores = new Map<P, number>();
  for (const found of company.chosen) {
    add(scores, found, pointsOf(company.standingOf(found)));
    for (const [field, points] of MENTIONS) {
      for (const relation of (found.relations[field] ?? []).flat()) {
        for (const one of meant(relation, points, found, company)) add(scores, one, points);
      }
    }
  }
  return scores;
}

function pointsOf({ priority, is_offered, essential }: Standing): number {
  return (priority === null ? NOT_OFFERED : PRIORITIES.get(priority) ?? 0) + (is_offered ? OFFERED : 0) +
    (essential ? ESSENTIAL : 0);
}

/** A relation with a version speaks of those that provide the name only where it speaks of one of that name, too. */
function meant<P extends RelatedPackage>(
  relation: Relation,
  points: 1 | -1,
  from: P,
  { chosen, set }: Company<P>,
): P[] {
  const fitting = (points > 0 ? set.satisfying(relation, from) : set.hit(relation, from))
    .filter((one) => chosen.has(one));
  return relation.operator === undefined || fitting.some(({ name }) => name === relation.name) ? fitting : [];
}

/** Adds what each counts to what it wants, whatever the version. */
function liftWanted<P extends RelatedPackage>(first: Scores<P>, { chosen, set }: Company<P>): Scores<P> {
  const scores = new Map(first);
  for (const [found, score] of first) {
    if (score <= 0) continue;
    const architecture = architectureOf(found, set.native);
    for (const { name } of LIFTS.flatMap((field) => found.relations[field] ?? []).flat()) {
      const wanted = set.named(name).filter((one) => architectureOf(one, set.native) === architecture);
      for (const one of wanted) if (chosen.has(one)) add(scores, one, score);
    }
  }
  return scores;
}

/** Adds what each was lifted by to those that provide its name. */
function liftProviders<P extends RelatedPackage>(
  first: Scores<P>,
  lifted: Scores<P>,
  { chosen, set }: Company<P>,
): Map<P, number> {
  const scores = new Map(lifted);
  for (const [found, score] of lifted) {
    const lift = score - (first.get(found) ?? 0);
    for (const one of set.providing(found.name)) if (chosen.has(one)) add(scores, one, lift);
  }
  return scores;
}

function add<P>(scores: Map<P, number>, found: P, points: number): void {
  scores.set(found, (scores.get(found) ?? 0) + points);
}
