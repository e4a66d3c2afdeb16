import { CortexError } from "../contract/wire.ts";

/** Where distributions keep libc.so.6, by architecture. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  x86_64: [
    "/lib/x86_64-linux-gnu/libc.so.6",
    "/usr/lib/x86_64-linux-gnu/libc.so.6",
    "/lib64/libc.so.6",
    "/usr/lib64/libc.so.6",
    "/usr/lib/libc.so.6",
  ],
  aarch64: [
    "/lib/aarch64-linux-gnu/libc.so.6",
    "/usr/lib/aarch64-linux-gnu/libc.so.6",
    "/lib64/libc.so.6",
    "/usr/lib64/libc.so.6",
    "/usr/lib/libc.so.6",
  ],
};

/** Where this architecture's C library may be. */
export const LIBC_PLACES: readonly string[] = PLACES[Deno.build.arch] ?? [];

/**
 * Path of this machine's C library. A program that may not look at files takes the one it has ffi permission for.
 * Throws UNAVAILABLE where there is none.
 */
export function findLibc(): string {
  const found = LIBC_PLACES.find(isThere);
  if (found !== undefined) return found;
  throw new CortexError(
    "UNAVAILABLE",
    `Cannot find the C library: none of ${
      LIBC_PLACES.join(", ")
    } exists; bind-mount the host's /, read-only, at a folder ` +
      "and set host.root to that folder",
  );
}

function isThere(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotCapable)) return false;
    return Deno.permissions.querySync({ name: "ffi", path }).state === "granted";
  }
}
