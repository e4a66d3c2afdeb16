/**
 * Makes the test of an expression of apt_preferences(5): `/regular expression/`, a glob(7), or a plain text; case
 * does not matter. Throws RangeError for a regular expression that is none.
 */
export function expression(pattern: string): (text: string) => boolean {
  if (isRegular(pattern)) {
    return tester(pattern, pattern.slice(1, -1));
  }
  if (isGlob(pattern)) return tester(pattern, `^${globSource(pattern)}$`);
  const plain = pattern.toLowerCase();
  return (text) => text.toLowerCase() === plain;
}

/** Whether an expression may mean several texts. */
export function isPattern(pattern: string): boolean {
  return isRegular(pattern) || isGlob(pattern);
}

function isRegular(pattern: string): boolean {
  return pattern.length > 1 && pattern.startsWith("/") && pattern.endsWith("/");
}

function isGlob(pattern: string): boolean {
  return /[*?[]/.test(pattern);
}

function tester(pattern: string, source: string): (text: string) => boolean {
  try {
    const regular = new RegExp(source, "is");
    return (text) => regular.test(text);
  } catch {
    throw new RangeError(`Cannot use expression "${pattern.slice(0, 200)}": it is not a regular expression`);
  }
}

/** glob(7) as the source of a regular expression: `*`, `?`, and sets in brackets, `!` or `^` first turning them. */
function globSource(glob: string): string {
  return glob.replaceAll(
    /\[([!^]?)(\]?[^\]]*)\]|[\s\S]/g,
    (found, not: string | undefined, set: string | undefined) => {
      if (set !== undefined) return `[${not === "" ? "" : "^"}${set.replaceAll(/[\\\]]/g, "\\$&")}]`;
      if (found === "*") return ".*";
      return found === "?" ? "." : found.replaceAll(/[.+^${}()|[\]\\/]/g, "\\$&");
    },
  );
}
