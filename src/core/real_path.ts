import { CortexError } from "../contract/wire.ts";

interface Kind {
  readonly noun: string;
  readonly mend: string;
  fits(info: Deno.FileInfo): boolean;
}

/** What somebody may name on the command line. */
const KINDS = {
  folder: { noun: "folder", mend: "name another", fits: ({ isDirectory }) => isDirectory },
  project: { noun: "folder", mend: "give a project's folder", fits: ({ isDirectory }) => isDirectory },
  feed: { noun: "feed", mend: "name another", fits: ({ isFile }) => isFile },
} as const satisfies Record<string, Kind>;

/**
 * Where a folder or file that was named really is. Throws NOT_FOUND where there is none of that kind,
 * PERMISSION_DENIED where this user may not look at it; of a project not either where they may not list it.
 */
export function realPath(path: string, what: keyof typeof KINDS): string {
  const { noun, mend, fits } = KINDS[what];
  try {
    const real = Deno.realPathSync(path);
    if (what === "project") Deno.readDirSync(real);
    if (fits(Deno.statSync(real))) return real;
  } catch (error) {
    if (error instanceof Deno.errors.PermissionDenied) {
      throw new CortexError(
        "PERMISSION_DENIED",
        `Cannot read the ${noun} "${path}": this user may not; see ls -l`,
      );
    }
    if (!(error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory)) throw error;
  }
  throw new CortexError(
    "NOT_FOUND",
    `Cannot read the ${noun} "${path}": there is no such ${what === "feed" ? "file" : noun}; ${mend}`,
  );
}
