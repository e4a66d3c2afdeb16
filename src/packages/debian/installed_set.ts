import { compareDpkgVersions } from "../../versions/mod.ts";
import { architectureOf } from "./database.ts";
import type { DpkgPackage } from "./dpkg_status.ts";
import type { Relation } from "./relations.ts";

/** What of a package others' relations look at, and its own. */
export type RelatedPackage = Pick<
  DpkgPackage,
  "name" | "version" | "architecture" | "multi_arch" | "relations"
>;

/** A package that stands for a name: its own, or one it provides, then with the version it provides. */
interface Bearer<P> {
  readonly package: P;
  /** undefined: provided without a version, which no versioned relation accepts (policy 7.5). */
  readonly version: string | undefined;
}

/** A set of packages that answers which of them a relation means. */
export class InstalledSet<P extends RelatedPackage = DpkgPackage> {
  readonly packages: readonly P[];
  readonly native: string;
  readonly #bearers = new Map<string, Bearer<P>[]>();

  constructor(packages: readonly P[], native: string) {
    this.packages = packages;
    this.native = native;
    // Those that have a name come before those that provide it, as for apt.
    for (const found of packages) this.#add(found.name, { package: found, version: found.version });
    for (const found of packages) {
      for (const clause of found.relations.Provides ?? []) {
        for (const { name, version } of clause) this.#add(name, { package: found, version });
      }
    }
  }

  /** The packages that satisfy a Depends or the like of a package. */
  satisfying(relation: Relation, from: P): P[] {
    return this.#matching(relation, (bearer) => this.#serves(bearer, relation.qualifier, from));
  }

  /** The packages that a Conflicts or Breaks of a package hits; a package never hits itself (policy 7.4). */
  hit(relation: Relation, from: P): P[] {
    return this.#matching(
      relation,
      (bearer) =>
        (bearer.name !== from.name || this.#isRival(bearer, relation, from)) &&
        (relation.qualifier === undefined || this.#isMeant(bearer, relation.qualifier)),
    );
  }

  /** The packages of one name, of any architecture. */
  named(name: string): P[] {
    return (this.#bearers.get(name) ?? []).map((bearer) => bearer.package).filter((found) =>
      found.name === name
    );
  }

  /** The packages that provide a name, of whatever version, and have another one. */
  providing(name: string): P[] {
    const bearers = (this.#bearers.get(name) ?? []).map((bearer) => bearer.package);
    return [...new Set(bearers)].filter((found) => found.name !== name);
  }

  #add(name: string, bearer: Bearer<P>): void {
    const known = this.#bearers.get(name);
    if (known === undefined) this.#bearers.set(name, [bearer]);
    else known.push(bearer);
  }

  #matching(relation: Relation, fits: (found: P) => boolean): P[] {
    const found: P[] = [];
    for (const bearer of this.#bearers.get(relation.name) ?? []) {
      if (versionFits(bearer.version, relation) && fits(bearer.package) && !found.includes(bearer.package)) {
        found.push(bearer.package);
      }
    }
    return found;
  }

  /** Multi-arch: who may serve a package of an architecture (deb-control(5), Multi-Arch). */
  #serves(bearer: P, qualifier: string | undefined, from: P): boolean {
    if (qualifier !== undefined) return this.#isMeant(bearer, qualifier);
    return bearer.multi_arch === "foreign" ||
      architectureOf(bearer, this.native) === architectureOf(from, this.native);
  }

  /** Its own name in another architecture hits a package, too, but what `Multi-Arch: same` lets stand beside it. */
  #isRival(sibling: P, { name, qualifier }: Relation, from: P): boolean {
    return name === from.name && qualifier === undefined && from.multi_arch !== "same" &&
      architectureOf(sibling, this.native) !== architectureOf(from, this.native);
  }

  /** `any` means what allows it, as for apt. */
  #isMeant(found: P, qualifier: string): boolean {
    if (qualifier === "any") return found.multi_arch === "allowed";
    return architectureOf(found, this.native) === (qualifier === "native" ? this.native : qualifier);
  }
}

function versionFits(version: string | undefined, { operator, version: wanted }: Relation): boolean {
  if (operator === undefined || wanted === undefined) return true;
  if (version === undefined) return false;
  const order = compareDpkgVersions(version, wanted);
  switch (operator) {
    case "<<":
      return order < 0;
    case "<=":
      return order <= 0;
    case "=":
      return order === 0;
    case ">=":
      return order >= 0;
    case ">>":
      return order > 0;
  }
}
