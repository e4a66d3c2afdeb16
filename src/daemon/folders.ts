import type { Paths } from "../config/mod.ts";
import { CortexError } from "../contract/mod.ts";
import { systemClock } from "../core/clock.ts";
import { checkOwnFolder, makeFolder, type Ownership } from "../core/folder.ts";
import { acquireLock, type Lock, LOCK_NAME } from "../core/lock.ts";
import { logger } from "../log/mod.ts";

/**
 * Makes the two folders of a daemon where they are missing and locks them for as long as it lives. Without a state
 * folder that can be written the daemon still runs, and says that it keeps nothing; without sockets it does not.
 */
export function takeFolders(paths: Paths): Disposable {
  const uid = Deno.uid() ?? -1;
  const locks = new DisposableStack();
  try {
    const state = takeState(paths.state_dir, { uid, others_may_enter: false });
    if (state !== null) locks.use(state);
    const sockets: Ownership = { uid, others_may_enter: paths.scope === "system" };
    makeFolder(paths.socket_dir, sockets);
    checkOwnFolder(paths.socket_dir, sockets);
    locks.use(lockFolder(paths.socket_dir, "socket folder"));
    return locks;
  } catch (error) {
    locks.dispose();
    throw error;
  }
}

function takeState(path: string, ownership: Ownership): Lock | null {
  try {
    makeFolder(path, ownership);
  } catch (error) {
    return unlocked(path, error);
  }
  checkOwnFolder(path, ownership);
  try {
    return lockFolder(path, "state folder");
  } catch (error) {
    if (error instanceof CortexError) throw error;
    return unlocked(path, error);
  }
}

function lockFolder(path: string, what: string): Lock {
  return acquireLock(`${path}/${LOCK_NAME}`, `the ${what} "${path}"`, systemClock.wall());
}

function unlocked(path: string, error: unknown): null {
  const reason = error instanceof Error ? error.message : String(error);
  logger("daemon").error("Cannot lock the state folder {path}: {reason}", { path, reason });
  return null;
}
