/** What there is of a file, without following a link; null: nothing, or nothing this user may see. */
export function look(path: string): Deno.FileInfo | null {
  try {
    return Deno.lstatSync(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** The text of a file; null where there is none or this user may not read it. */
export function textOf(path: string): string | null {
  try {
    return Deno.readTextFileSync(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** The names in a folder; null where there is none or this user may not read it. */
export function namesIn(path: string): string[] | null {
  try {
    return [...Deno.readDirSync(path)].map(({ name }) => name).sort();
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return [Deno.errors.NotFound, Deno.errors.NotADirectory, Deno.errors.PermissionDenied]
    .some((kind) => error instanceof kind);
}
