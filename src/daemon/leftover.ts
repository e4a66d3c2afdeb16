import { logger } from "../log/mod.ts";

/**
 * Removes a file, or a folder with all that is in it, off this thread: to free hundreds of MiB takes long. What cannot
 * be removed now is removed or written over another time: where nothing can be written nothing is made, either.
 */
export async function removeLeftover(path: string): Promise<void> {
  await Deno.remove(path, { recursive: true }).catch((error) => leave(path, error));
}

/** The same on this thread: at the start, and at the end. */
export function removeLeftoverSync(path: string): void {
  try {
    Deno.removeSync(path, { recursive: true });
  } catch (error) {
    leave(path, error);
  }
}

function leave(path: string, error: unknown): void {
  if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return;
  logger("daemon").debug("Cannot remove {path}: {error}", { path, error });
}
