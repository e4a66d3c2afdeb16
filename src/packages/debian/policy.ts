import { compareDpkgVersions } from "../../versions/mod.ts";
import type { ListFile } from "./lists.ts";
import { NEVER, type Pin, type PinnedPackage } from "./preferences.ts";
import { NO_RELEASE } from "./release.ts";

/** A package as apt groups versions. */
export type PolicyPackage = Omit<PinnedPackage, "source">;

/** A version of one package with the lists that offer it. */
export interface PolicyVersion {
  readonly version: string;
  /** Name of the package it was built from. */
  readonly source: string;
  readonly lists: readonly ListFile[];
  readonly installed: boolean;
}

/** dpkg's status as apt sees it: a list of the archive `now`. */
const STATUS: ListFile = {
  path: "/var/lib/dpkg/status",
  site: "",
  component: "now",
  architecture: "",
  release: { ...NO_RELEASE, suite: "now" },
};

/** The most that a version has which is kept from this host. */
const KEPT_FROM_HOST = 1;
/** From here on a version replaces even a newer one. */
const DOWNGRADE = 1_000;

/** apt's choice among the versions of a package: apt_preferences(5). */
export class Policy {
  readonly #general: readonly Pin[];
  readonly #specific: readonly Pin[];
  readonly #lists = new Map<ListFile, number>();

  constructor(pins: readonly Pin[]) {
    this.#general = pins.filter((pin) => pin.packages === null);
    this.#specific = pins.filter((pin) => pin.packages !== null);
  }

  /** The priority of all that a list offers, unless a pin of its own says else. */
  listPriority(list: ListFile): number {
    const known = this.#lists.get(list);
    if (known !== undefined) return known;
    const pins = this.#general.filter(({ target }) => target.kind === "list" && target.fits(list));
    const pin = pins.find(({ priority }) => priority === NEVER) ?? pins[0];
    const priority = pin?.priority ?? plainPriority(list);
    this.#lists.set(list, priority);
    return priority;
  }

  /** The priority of a version; one that is neither offered nor installed has 0, which is never chosen. */
  priority(found: PolicyPackage, version: PolicyVersion): number {
    const lists = version.installed ? [...version.lists, STATUS] : version.lists;
    let highest = -Infinity;
    for (const list of lists) highest = Math.max(highest, this.listPriority(list));
    const pin = this.#specific.length === 0 ? undefined : this.#pinOf(found, version, lists);
    if (pin !== undefined && highest > NEVER) return pin;
    return lists.length === 0 ? 0 : highest;
  }

  /**
   * The version that apt would install: the highest priority, then the newest; null: none. What is offered to other
   * hosts for now is kept from this one: nothing but a pin against it ranks lower.
   */
  candidate<V extends PolicyVersion>(
    found: PolicyPackage,
    versions: readonly V[],
    isKeptFromHost: (version: V) => boolean = () => false,
  ): V | null {
    const current = versions.find((version) => version.installed);
    let chosen: V | null = null;
    let chosen_priority = -1;
    for (const version of newestFirst(versions)) {
      const most = isKeptFromHost(version) ? KEPT_FROM_HOST : Infinity;
      const priority = Math.min(this.priority(found, version), most);
      if (priority === 0 || priority <= chosen_priority) continue;
      const older = current !== undefined && compareDpkgVersions(version.version, current.version) < 0;
      if (older && priority < DOWNGRADE) continue;
      chosen = version;
      chosen_priority = priority;
    }
    return chosen;
  }

  /** The first pin for packages of this name that means this version. */
  #pinOf(found: PolicyPackage, version: PolicyVersion, lists: readonly ListFile[]): number | undefined {
    const pinned = new Pinned(found, version);
    return this.#specific.find(({ packages, target }) =>
      packages?.(pinned) === true &&
      (target.kind === "version" ? target.fits(version.version) : lists.some(target.fits))
    )?.priority;
  }
}

/** A version as a pin sees it: few pins look at its source. */
class Pinned implements PinnedPackage {
  readonly name: string;
  readonly architecture: string;
  readonly #version: PolicyVersion;

  constructor({ name, architecture }: PolicyPackage, version: PolicyVersion) {
    this.name = name;
    this.architecture = architecture;
    this.#version = version;
  }

  get source(): string {
    return this.#version.source;
  }
}

/**
 * The versions of a package in apt's order. Most have one, of which no copy is needed. Of two builds of one version
 * that comes first which a list offered first; what no list offers comes last, because apt reads dpkg's status after
 * all lists.
 */
export function newestFirst<V extends PolicyVersion>(versions: readonly V[]): readonly V[] {
  if (versions.length < 2) return versions;
  return versions.toSorted((a, b) =>
    compareDpkgVersions(b.version, a.version) || Number(isOffered(b)) - Number(isOffered(a))
  );
}

function isOffered({ lists }: PolicyVersion): boolean {
  return lists.length > 0;
}

/** What an archive asks for itself; what is installed comes after all that is offered. */
function plainPriority(list: ListFile): number {
  if (list === STATUS || list.release.but_automatic_upgrades) return 100;
  return list.release.not_automatic ? 1 : 500;
}
