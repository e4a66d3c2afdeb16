/** Blanks before a member of a section, more than before the section. */
export const INDENT = 2;

/** A value as it may stand anywhere in YAML, within one line. */
export function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(([name, one]) => `${inline(name)}: ${inline(one)}`);
    return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
  }
  return typeof value === "string" && isWord(value) ? value : JSON.stringify(value);
}

/** A value below the names of a path, as the lines of a mapping: each name deeper than the one before. */
export function linesOf(path: readonly string[], value: unknown, indent: number): string {
  const names = path.map((name, depth) => `${" ".repeat(indent + depth * INDENT)}${inline(name)}:`);
  return `${names.join("\n")} ${inline(value)}\n`;
}

/** Texts that need no quotes, as nothing else could be meant. */
function isWord(text: string): boolean {
  return /^[a-z][a-z0-9_-]*$/.test(text) && !/^(true|false|null)$/.test(text);
}

/** A value as the innermost member of mappings with the names of a path. */
export function nested(path: readonly string[], value: unknown): unknown {
  return path.reduceRight((inner, name) => ({ [name]: inner }), value);
}
