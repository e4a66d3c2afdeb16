import { PackageFileError } from "../file_error.ts";
import { isPackageName } from "../../core/package_name.ts";
import { comparePacmanVersions } from "../../versions/mod.ts";
import type { PackageFacts } from "../source.ts";

/** A section of a `desc` file: its lines, and the line its name stands on, from 1. */
interface Section {
  readonly line: number;
  readonly values: string[];
}

/** What is wanted of a package's `desc` file. */
export interface Desc {
  readonly facts: PackageFacts;
  readonly groups: readonly string[];
  /** What it cannot be without, each with its version: `glibc>=2.38`. */
  readonly depends: readonly string[];
  /** What it is better with, each with what for: `python: for the scripts`. */
  readonly optional: readonly string[];
  /** What else it stands for: `sh`, `libfoo.so=1-64`. */
  readonly provides: readonly string[];
  /** What it cannot stand beside. */
  readonly conflicts: readonly string[];
  /** It came as a dependency (`%REASON%` 1, in the local database only). */
  readonly automatic: boolean;
  readonly download_bytes: number | null;
}

/**
 * Reads pacman's `desc` format: `%NAME%` on a line, its values on the lines below, an empty line. Throws
 * {@link PackageFileError} with the line of what is not so, or of a name, version or number that is none.
 */
export function readDesc(file: string, text: string): Desc {
  const sections = sectionsOf(file, text);
  const values = (name: string): readonly string[] => sections.get(name)?.values ?? [];
  const value = (name: string): string => values(name)[0] ?? "";
  const fail = (name: string, reason: string): never => {
    throw new PackageFileError(file, sections.get(name)?.line ?? 1, `%${name}% ${reason}`);
  };
  const bytes = (name: string): number | null => {
    if (value(name) === "") return null;
    return /^[0-9]{1,15}$/.test(value(name)) ? Number(value(name)) : fail(name, "is not a number");
  };
  const [name, version] = [value("NAME"), value("VERSION")];
  if (!isPackageName(name)) fail("NAME", "is not the name of a package");
  if (!isVersion(version)) fail("VERSION", "is not a version");
  const base = value("BASE");
  if (base !== "" && !isPackageName(base)) fail("BASE", "is not the name of a package");
  return {
    facts: {
      name,
      architecture: value("ARCH"),
      version,
      source: { name: base === "" ? name : base, version },
      section: "",
      description: value("DESC"),
      installed_bytes: bytes("ISIZE") ?? bytes("SIZE"),
    },
    groups: values("GROUPS"),
    depends: values("DEPENDS"),
    optional: values("OPTDEPENDS"),
    provides: values("PROVIDES"),
    conflicts: values("CONFLICTS"),
    automatic: value("REASON") === "1",
    download_bytes: bytes("CSIZE"),
  };
}

/** Whether a text is a version that pacman can compare. */
export function isVersion(text: string): boolean {
  try {
    return comparePacmanVersions(text, text) === 0;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function sectionsOf(file: string, text: string): ReadonlyMap<string, Section> {
  const sections = new Map<string, Section>();
  let open: Section | undefined;
  for (const [index, content] of text.split("\n").entries()) {
    const line = index + 1;
    if (content.includes("\0")) throw new PackageFileError(file, line, "a NUL");
    if (content === "") open = undefined;
    else if (open !== undefined) open.values.push(content);
    else {
      const name = /^%([A-Z0-9]+)%$/.exec(content)?.[1];
      if (name === undefined) throw new PackageFileError(file, line, "neither a %NAME% nor a value of one");
      if (sections.has(name)) throw new PackageFileError(file, line, `%${name}% a second time`);
      open = { line, values: [] };
      sections.set(name, open);
    }
  }
  return sections;
}
