import { CortexError } from "../contract/wire.ts";

/** What is looked for. */
const KINDS = { folder: "folder", feed: "file" } as const;

/**
 * Where a folder or file that was named really is. Throws NOT_FOUND where there is none of that kind, and
 * PERMISSION_DENIED where this user may not look.
 */
export function realPath(path: string, what: keyof typeof KINDS): string {
  try {
    const real = Deno.realPathSync(path);
    const { isDirectory, isFile } = Deno.statSync(real);
    if (what === "folder" ? isDirectory : isFile) return real;
  } catch (error) {
    if (error instanceof Deno.errors.PermissionDenied) {
      throw new CortexError(
        "PERMISSION_DENIED",
        `Cannot read the ${what} "${path}": this user may not; see ls -l`,
      );
    }
    if (!(error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory)) throw error;
  }
  throw new CortexError(
    "NOT_FOUND",
    `Cannot read the ${what} "${path}": there is no such ${KINDS[what]}; name another`,
  );
}
