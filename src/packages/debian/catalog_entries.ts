import type { Text } from "../stretch.ts";
import { architectureOf } from "./database.ts";
import type { DpkgPackage } from "./dpkg_status.ts";
import { KeptList, type KeptPackage } from "./kept_list.ts";
import type { ListFile } from "./lists.ts";
import { NumbersByName } from "./numbers_by_name.ts";
import type { ListedField } from "./packages_list.ts";
import type { PolicyVersion } from "./policy.ts";
import type { StanzaValues } from "./stanza_values.ts";

/** A version of a package: what the first list that has it says, and what dpkg says where it is installed. */
export interface CatalogVersion extends PolicyVersion {
  readonly lists: ListFile[];
  readonly listed: KeptPackage | undefined;
  readonly dpkg: DpkgPackage | undefined;
}

/** A package of one architecture with all its versions. */
export interface CatalogEntry {
  readonly name: string;
  /** The machine's own for packages of all machines, as apt groups them. */
  readonly architecture: string;
  readonly versions: readonly CatalogVersion[];
}

/**
 * Packages by architecture and name: those of the machine's own architecture first, each architecture's in the order
 * in which they came. What lists offer is kept as bytes, and each package is made when it is its turn.
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
    for (const [number, { name, architecture }] of installed.entries()) this.#add(name, architecture, number);
  }

  /** Adds these fields of what a list offers. Where to read it fails nothing of it counts, and this fails, too. */
  async addList(
    list: ListFile,
    fields: readonly ListedField[],
    read: (accept: (values: StanzaValues<ListedField>) => void) => Promise<void>,
  ): Promise<void> {
    const kept = new KeptList(list, fields);
    const last = this.#lists.at(-1);
    const first = last === undefined ? this.#installed.length : last.first + last.kept.size;
    try {
      await read((values) => {
        const architecture = kept.architectures.of(values.stretch("Architecture"));
        this.#add(values.stretch("Package"), architecture, first + kept.size);
        kept.add(values);
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
        yield new Entry(architecture, versions);
      }
    }
  }

  #add(name: Text, architecture: string, number: number): void {
    const group = architectureOf({ architecture }, this.#native);
    const numbers = this.#by_architecture.get(group) ?? new NumbersByName();
    this.#by_architecture.set(group, numbers);
    numbers.add(name, number);
  }

  #addVersion(versions: CatalogVersion[], number: number): void {
    const dpkg = this.#installed[number];
    if (dpkg !== undefined) {
      const { version, source } = dpkg;
      versions.push({ version, source: source.name, lists: [], installed: true, listed: undefined, dpkg });
      return;
    }
    const found = this.#lists.findLast(({ first }) => first <= number);
    if (found !== undefined) addListed(versions, found.kept.at(number - found.first));
  }
}

/** Its name is decoded when it is asked for: without pins few are. */
class Entry implements CatalogEntry {
  readonly architecture: string;
  readonly versions: readonly CatalogVersion[];

  constructor(architecture: string, versions: readonly CatalogVersion[]) {
    this.architecture = architecture;
    this.versions = versions;
  }

  get name(): string {
    const [first] = this.versions;
    return (first?.dpkg ?? first?.listed)?.name ?? "";
  }
}

/** A version that is not installed; its texts are decoded when they are asked for. */
class OfferedVersion implements CatalogVersion {
  readonly lists: ListFile[];
  readonly listed: KeptPackage;
  readonly installed = false;
  readonly dpkg = undefined;

  constructor(listed: KeptPackage) {
    this.listed = listed;
    this.lists = [listed.kept.list];
  }

  get version(): string {
    return this.listed.version;
  }

  get source(): string {
    return this.listed.source.name;
  }
}

/**
 * Adds what a list offers to what is known of that version. What is installed takes the place of the list that offers
 * it first: in this order apt chooses between two builds of one version.
 */
function addListed(versions: CatalogVersion[], listed: KeptPackage): void {
  const index = versions.findIndex((one) => one.version === listed.version && isSameBuild(one, listed));
  const known = versions[index];
  if (known === undefined) {
    versions.push(new OfferedVersion(listed));
    return;
  }
  known.lists.push(listed.kept.list);
  if (known.listed !== undefined) return;
  versions.splice(index, 1);
  versions.push({ ...known, listed });
}

/** Where a list was read without what tells builds apart, all of one version are one. */
function isSameBuild({ dpkg, listed }: CatalogVersion, other: KeptPackage): boolean {
  const mark = dpkg?.build ?? listed?.mark();
  const others = other.mark();
  return mark === undefined || others === undefined || mark === others;
}
