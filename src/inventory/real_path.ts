import { CortexError } from "../contract/wire.ts";

/** Where a folder or file that was named really is. Throws NOT_FOUND where there is none of that kind. */
export function realPath(path: string, what: "folder" | "feed"): string {
  try {
    const real = Deno.realPathSync(path);
    const { isDirectory, isFile } = Deno.statSync(real);
    if (what === "folder" ? isDirectory : isFile) return real;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory)) throw error;
  }
  throw new CortexError("NOT_FOUND", `Cannot read the ${what} "${path}": it is not there; name another`);
}
