import { architectureOf } from "./database.ts";
import type { DpkgPackage } from "./dpkg_status.ts";
import type { ListFile } from "./lists.ts";
import type { ListedPackage } from "./packages_list.ts";
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
  readonly versions: CatalogVersion[];
}

type Named = Pick<ListedPackage, "name" | "architecture">;

/** Packages by architecture and name, in the order in which they came. */
export class CatalogEntries {
  /** In the order in which they came. */
  readonly all: CatalogEntry[] = [];
  readonly #native: string;
  readonly #by_architecture = new Map<string, Map<string, CatalogEntry>>();

  /** @param native The machine's own architecture. */
  constructor(native: string) {
    this.#native = native;
  }

  /** The package of that name and architecture; undefined where none was added. */
  find(found: Named): CatalogEntry | undefined {
    return this.#by_architecture.get(architectureOf(found, this.#native))?.get(found.name);
  }

  /** Adds what dpkg has. */
  addInstalled(dpkg: DpkgPackage): void {
    const { version, source } = dpkg;
    const found = { version, source: source.name, lists: [], installed: true, listed: undefined, dpkg };
    const known = this.find(dpkg);
    if (known === undefined) this.#add(dpkg, found);
    else known.versions.push(found);
  }

  /** Adds what a list offers to what is known of that version. */
  addListed(listed: ListedPackage, list: ListFile): void {
    const { version, source } = listed;
    const lists = [list];
    const found = { version, source: source.name, lists, installed: false, listed, dpkg: undefined };
    const entry = this.find(listed);
    if (entry === undefined) return this.#add(listed, found);
    const index = entry.versions.findIndex((one) => one.version === version);
    const known = entry.versions[index];
    if (known === undefined) return void entry.versions.push(found);
    known.lists.push(list);
    if (known.listed === undefined) entry.versions[index] = { ...known, listed };
  }

  #add(first: Named, version: CatalogVersion): void {
    const architecture = architectureOf(first, this.#native);
    const entry = { name: first.name, architecture, versions: [version] };
    const named = this.#by_architecture.get(architecture) ?? new Map<string, CatalogEntry>();
    this.#by_architecture.set(architecture, named.set(first.name, entry));
    this.all.push(entry);
  }
}
