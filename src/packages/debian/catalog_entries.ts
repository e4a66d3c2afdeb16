import { architectureOf } from "./database.ts";
import type { DpkgPackage } from "./dpkg_status.ts";
import { KeptList } from "./kept_list.ts";
import type { ListFile } from "./lists.ts";
import { NumbersByName } from "./numbers_by_name.ts";
import { type ListedPackage, markOf } from "./packages_list.ts";
import type { PolicyVersion } from "./policy.ts";

/** A version of a package: what the first list that has it says, and what dpkg says where it is installed. */
export interface CatalogVersion extends PolicyVersion {
  readonly lists: ListFile[];
  readonly listed: ListedPackage | undefined;
  readonly dpkg: DpkgPackage | undefined;
}

/** A package of one architecture with all its versions. */
export interface CatalogEntry {
  readonly name: string;
  /** The machine's own for packages of all machines, as apt groups them. */
  readonly architecture: string;
  readonly versions: readonly CatalogVersion[];
}

type Named = Pick<ListedPackage, "name" | "architecture">;

/**
 * Packages by architecture and name: those of the machine's own architecture first, each architecture's in the order
 * in which they came. What lists offer is kept as text, and each package is made when it is its turn.
 */
export class CatalogEntries implements Iterable<CatalogEntry> {
  readonly #native: string;
  readonly #installed: DpkgPackage[];
  /** The lists, and the number of the first package of each; those that are installed have the first numbers. */
  readonly #lists: { readonly kept: KeptList; readonly first: number }[] = [];
  readonly #by_architecture = new Map<string, NumbersByName>();

  /** @param native The machine's own architecture. */
  constructor(installed: readonly DpkgPackage[], native: string) {
    this.#native = native;
    this.#by_architecture.set(native, new NumbersByName());
    this.#installed = [...installed];
    for (const [number, found] of installed.entries()) this.#add(found, number);
  }

  /** Adds what a list offers. Where to read it fails nothing of it counts, and this fails, too. */
  async addList(
    list: ListFile,
    read: (accept: (listed: ListedPackage) => void) => Promise<void>,
  ): Promise<void> {
    const kept = new KeptList(list);
    const last = this.#lists.at(-1);
    const first = last === undefined ? this.#installed.length : last.first + last.kept.size;
    try {
      await read((listed) => {
        this.#add(listed, first + kept.size);
        kept.add(listed);
      });
      this.#lists.push({ kept, first });
    } catch (error) {
      for (const numbers of this.#by_architecture.values()) numbers.cut(first);
      throw error;
    }
  }

  *[Symbol.iterator](): Generator<CatalogEntry> {
    for (const [architecture, numbers] of this.#by_architecture) {
      for (const group of numbers.groups()) {
        const versions: CatalogVersion[] = [];
        for (const number of group) this.#addVersion(versions, number);
        const [first] = versions;
        const { name = "" } = first?.dpkg ?? first?.listed ?? {};
        yield { name, architecture, versions };
      }
    }
  }

  #add(found: Named, number: number): void {
    const architecture = architectureOf(found, this.#native);
    const numbers = this.#by_architecture.get(architecture) ?? new NumbersByName();
    this.#by_architecture.set(architecture, numbers);
    numbers.add(found.name, number);
  }

  #addVersion(versions: CatalogVersion[], number: number): void {
    const dpkg = this.#installed[number];
    if (dpkg !== undefined) {
      const { version, source } = dpkg;
      versions.push({ version, source: source.name, lists: [], installed: true, listed: undefined, dpkg });
      return;
    }
    const found = this.#lists.findLast(({ first }) => first <= number);
    if (found !== undefined) addListed(versions, found.kept.at(number - found.first), found.kept.list);
  }
}

/** Adds what a list offers to what is known of that version. */
function addListed(versions: CatalogVersion[], listed: ListedPackage, list: ListFile): void {
  const { version, source } = listed;
  const index = versions.findIndex((one) => one.version === version && isSameBuild(one, listed));
  const known = versions[index];
  if (known === undefined) {
    versions.push({ version, source: source.name, lists: [list], installed: false, listed, dpkg: undefined });
    return;
  }
  known.lists.push(list);
  if (known.listed === undefined) versions[index] = { ...known, listed };
}

/** Where a list was read without what tells builds apart, all of one version are one. */
function isSameBuild({ dpkg, listed }: CatalogVersion, other: ListedPackage): boolean {
  const mark = dpkg?.build ?? (listed === undefined ? undefined : markOf(listed));
  const others = markOf(other);
  return mark === undefined || others === undefined || mark === others;
}
