import { comparePacmanVersions } from "../../versions/mod.ts";

/** One package that another one wants or cannot stand, or a name that it provides: `glibc>=2.38`, `sh`. */
export interface ArchRelation {
  readonly name: string;
  readonly operator?: "<" | "<=" | "=" | ">=" | ">";
  readonly version?: string;
}

/**
 * Reads a relation as pacman does (alpm_dep_from_string): up to a `: `, after which an optional one says what it is
 * good for, and at the first `<`, `>` or `=`. Any text is one.
 */
export function parseArchRelation(text: string): ArchRelation {
  const [plain = ""] = text.split(": ", 1);
  const [, name = "", operator, version] = /^([^<>=]*)(<=|>=|<|>|=)(.*)$/s.exec(plain) ?? [];
  switch (operator) {
    case "<":
    case "<=":
    case "=":
    case ">=":
    case ">":
      return { name, operator, version: version ?? "" };
    default:
      return { name: plain };
  }
}

/** Whether a version is one of those that a relation accepts; undefined is a name provided without one. */
export function acceptsVersion(
  { operator, version: wanted }: ArchRelation,
  version: string | undefined,
): boolean {
  if (operator === undefined || wanted === undefined) return true;
  if (version === undefined) return false;
  const order = compared(version, wanted);
  switch (operator) {
    case "<":
      return order !== null && order < 0;
    case "<=":
      return order !== null && order <= 0;
    case "=":
      return order === 0;
    case ">=":
      return order !== null && order >= 0;
    case ">":
      return order !== null && order > 0;
  }
}

/** null: one of them is no version. */
function compared(a: string, b: string): number | null {
  try {
    return comparePacmanVersions(a, b);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
