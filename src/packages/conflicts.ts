/** A relation of an installed package that does not hold. */
export interface DirectConflict {
  readonly package: string;
  readonly relation: "Pre-Depends" | "Depends" | "Conflicts" | "Breaks";
  /** The relation as written, or as multi-arch implies it. */
  readonly wants: string;
}

/**
 * What `dpkg --audit` complains of, and, of `missing-list` and `missing-description`, `pacman -Dk`, which takes the
 * name of a package from its folder and says nothing of a `damaged-description`.
 */
export type BrokenState =
  | "reinstreq"
  | "half-installed"
  | "unpacked"
  | "half-configured"
  | "triggers-awaited"
  | "triggers-pending"
  | "missing-md5sums"
  | "missing-architecture"
  | "illegal-architecture"
  | "unknown-architecture"
  | "missing-list"
  | "missing-description"
  | "damaged-description";

/** A package that its manager has not finished with, or whose files it has lost. */
export interface StateFault {
  readonly package: string;
  readonly state: BrokenState;
}

/** All that is wrong with the packages of a host. */
export interface Conflicts {
  /** Relations that do not hold, as `apt-get check` and `pacman -Dk` list them. */
  readonly direct: readonly DirectConflict[];
  /** Packages that are not whole themselves, as `dpkg --audit` and `pacman -Dk` list them. */
  readonly states: readonly StateFault[];
  /** Packages that do not work because of relations that do not hold, near or far, as `dose-debcheck` lists them. */
  readonly transitive: readonly string[];
  /** All of these, each once, by the name that the relations have, and not by dpkg's, which may differ. */
  readonly broken: readonly string[];
}

/** Each of these names once. */
export function unique(...names: readonly (readonly string[])[]): string[] {
  return [...new Set(names.flat())];
}

/** Broken relations by package, kind, and what they want. */
export function byPackage(found: readonly DirectConflict[]): DirectConflict[] {
  return found.toSorted((a, b) =>
    order(a.package, b.package) || order(a.relation, b.relation) || order(a.wants, b.wants)
  );
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
