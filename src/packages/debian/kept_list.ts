import { Packer } from "../index/packed.ts";
import type { ListFile } from "./lists.ts";
import { multiArchOf } from "./package_facts.ts";
import type { ListedPackage } from "./packages_list.ts";

/** Parts the values of a package; no deb822(5) file has it. */
const SEPARATOR = "\0";

/** What one of apt's lists offers, as text: as objects a large list would be most of what a build has in memory. */
export class KeptList {
  readonly list: ListFile;
  readonly #texts = new Packer();

  constructor(list: ListFile) {
    this.list = list;
  }

  /** How many packages it has. */
  get size(): number {
    return this.#texts.size;
  }

  /** Adds a package. */
  add(listed: ListedPackage): void {
    this.#texts.add(valuesOf(listed).join(SEPARATOR));
  }

  /** The package of that number, in the order in which they were added, from 0. */
  at(number: number): ListedPackage {
    return listedOf(this.#texts.at(number).split(SEPARATOR));
  }
}

/** Null is written as nothing. */
function valuesOf(listed: ListedPackage): readonly unknown[] {
  return [
    listed.name,
    listed.version,
    listed.architecture,
    listed.source.name,
    listed.source.version,
    listed.section,
    listed.description,
    listed.tags,
    listed.installed_bytes,
    listed.multi_arch,
    listed.essential,
    listed.download_bytes,
    listed.phased_percent,
    listed.depends,
    ...listed.others,
  ];
}

/** The package that gave these values. */
function listedOf(values: readonly string[]): ListedPackage {
  const [name = "", version = "", architecture = "", source_name = "", source_version = ""] = values;
  return {
    name,
    version,
    architecture,
    source: { name: source_name, version: source_version },
    section: values[5] ?? "",
    description: values[6] ?? "",
    tags: values[7] ?? "",
    installed_bytes: numberOf(values[8]),
    multi_arch: multiArchOf(values[9]),
    essential: values[10] === "true",
    download_bytes: numberOf(values[11]),
    phased_percent: numberOf(values[12]),
    depends: values[13] ?? "",
    others: values.slice(14),
  };
}

function numberOf(value: string | undefined): number | null {
  return value === undefined || value === "" ? null : Number(value);
}
