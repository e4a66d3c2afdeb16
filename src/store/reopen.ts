import type { DatabaseSync } from "node:sqlite";
import { infoOf } from "../core/absent.ts";
import { copyRows } from "./copy_rows.ts";
import { COMPANIONS, remove } from "./damaged.ts";
import { reasonOf, storeFailed } from "./fault.ts";
import { install, makeFresh, openFile, openReadOnly } from "./file.ts";

/** What tells one database of a path from another; null where none is, nor anything of one. */
export function identityOf(path: string): string | null {
  const found = ["", ...COMPANIONS].flatMap((end) => infoOf(path + end) ?? []);
  const [file] = found;
  return file === undefined ? null : `${file.ino} ${file.size} ${file.mtime?.getTime()}`;
}

/** A handle to go on with. */
export interface Again {
  readonly db: DatabaseSync;
  /** Why it can only be read, as before; null: it takes writes. */
  readonly refused: string | null;
}

/**
 * Opens for writing what could only be read before, or puts what no file has, or only one that was removed, into a
 * file. Throws while that cannot be done, with nothing changed; STORE_FAILED where something else is there by now.
 * @param held The handle in use; closed where it reads a file.
 * @param expected What must be there: what `held` reads; null where that is in memory, or was removed.
 */
export function openAgain(path: string, held: DatabaseSync, expected: string | null): Again {
  const was_removed = expected === null && held.location() !== null;
  if ((was_removed ? infoOf(path) : identityOf(path)) !== expected) {
    throw storeFailed(`write "${path}"`, "another state is there; restart the daemon to take it up");
  }
  if (was_removed) return putBack(path, held);
  return expected === null ? takeOut(path, held) : takeOver(path, held);
}

function putBack(path: string, held: DatabaseSync): Again {
  for (const end of COMPANIONS) remove(`${path}${end}`);
  const fresh = makeFresh(path, (fresh) => copyRows(held, fresh));
  // Closing it removes the log of that name, which must not be the new one's.
  held.close();
  install(fresh, path);
  return { db: openFile(path), refused: null };
}

function takeOut(path: string, held: DatabaseSync): Again {
  install(makeFresh(path, (fresh) => copyRows(held, fresh)), path);
  try {
    const db = openFile(path);
    held.close();
    return { db, refused: null };
  } catch (error) {
    // What happens from now on would be missing in it.
    remove(path);
    throw error;
  }
}

/** Beside a handle that only reads, a process can have none that writes: the two share one shared memory. */
function takeOver(path: string, held: DatabaseSync): Again {
  // Proves that there is room for all that an open database needs.
  remove(makeFresh(path));
  held.close();
  try {
    return { db: openFile(path), refused: null };
  } catch (error) {
    return { db: openReadOnly(path), refused: reasonOf(error) };
  }
}
