import { compareDpkgVersions } from "../../versions/mod.ts";
import { PackageFileError } from "../file_error.ts";
import { isPackageName } from "../../core/package_name.ts";
import type { PackageFacts } from "../source.ts";
import type { Text } from "../stretch.ts";
import { required, type Stanza, typed } from "./stanza_file.ts";

/** Whether packages of several architectures stand in for each other (deb-control(5), Multi-Arch). */
export type MultiArch = "no" | "same" | "foreign" | "allowed";

/** What Debian says of a package beyond what all sources say. */
export interface DebianFacts extends PackageFacts {
  /** What it is tagged with, unread: most are never looked at. */
  readonly tags: string;
  readonly multi_arch: MultiArch;
  readonly essential: boolean;
}

/** The fields of a paragraph that {@link debianFacts} reads. */
export const FACT_FIELDS = [
  "Package",
  "Version",
  "Architecture",
  "Multi-Arch",
  "Essential",
  "Source",
  "Section",
  "Installed-Size",
  "Description",
  "Tag",
] as const;
/** One of {@link FACT_FIELDS}. */
export type FactField = typeof FACT_FIELDS[number];

/** Reads a paragraph of dpkg's status or of apt's lists. Throws {@link PackageFileError} for a bad one. */
export function debianFacts(file: string, stanza: Stanza<FactField>, version: string): DebianFacts {
  const { values, line } = stanza;
  const name = required(file, stanza, "Package");
  if (!isPackageName(name)) {
    throw new PackageFileError(file, line, `"${name.slice(0, 80)}" is no package name`);
  }
  if (version !== "") typed(file, line, () => compareDpkgVersions(version, version));
  return {
    name,
    version,
    architecture: values.Architecture ?? "",
    source: sourceOf(values.Source, name, version),
    section: values.Section ?? "",
    description: firstLine(values.Description ?? ""),
    tags: values.Tag ?? "",
    installed_bytes: bytesOfKibibytes(wholeNumber(file, line, "Installed-Size", values["Installed-Size"])),
    multi_arch: multiArchOf(values["Multi-Arch"]),
    essential: values.Essential === "yes",
  };
}

/**
 * What a package was built from: `NAME (VERSION)`; the version is left out where it is the package's own, the whole
 * field where both are.
 */
export function sourceOf<T extends Text>(
  source: string | undefined,
  name: T,
  version: T,
): { readonly name: T | string; readonly version: T | string } {
  if (source === undefined || source === "") return { name, version };
  const open = source.indexOf("(");
  if (open < 0) return { name: source, version };
  return {
    name: source.slice(0, open).trimEnd(),
    version: source.slice(open + 1).replace(/\).*$/s, "").trim(),
  };
}

function firstLine(text: string): string {
  const end = text.indexOf("\n");
  return end < 0 ? text : text.slice(0, end);
}

/** The value of the field Multi-Arch. */
function multiArchOf(value: string | undefined): MultiArch {
  return value === "same" || value === "foreign" || value === "allowed" ? value : "no";
}

/** Installed-Size is in units of 1,024 bytes (policy 5.6.20). */
export function bytesOfKibibytes(count: number | null): number | null {
  return count === null ? null : count * 1024;
}

/** A field that holds a count. Throws {@link PackageFileError} where it holds something else. */
export function wholeNumber(
  file: string,
  line: number,
  field: string,
  text: string | undefined,
): number | null {
  if (text === undefined || text === "") return null;
  if (!/^[0-9]{1,15}$/.test(text)) {
    throw new PackageFileError(file, line, `${field} is "${text.slice(0, 80)}", not a number`);
  }
  return Number(text);
}
