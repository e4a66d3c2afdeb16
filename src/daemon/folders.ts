import type { Paths } from "../config/mod.ts";
import { CortexError } from "../contract/mod.ts";
import { systemClock } from "../core/clock.ts";
import { checkOwnFolder, makeFolder, type Ownership } from "../core/folder.ts";
import { acquireLock, type Lock, LOCK_NAME } from "../core/lock.ts";
import { logger } from "../log/mod.ts";

/** The folders of a daemon, locked for as long as it lives. */
export interface Folders extends Disposable {
  /** Locks the state folder where that could not be done before, or it was removed; whether it is locked now. */
  lockState(): boolean;
  /**
   * Makes the folder of the sockets anew, after it was removed, and locks it. Throws UNAVAILABLE or PERMISSION_DENIED.
   */
  takeSockets(): void;
}

/** Makes the folder of the sockets where it is missing, and refuses one that somebody else could have put there. */
export function makeSocketFolder({ socket_dir, scope }: Paths): void {
  const ownership: Ownership = { uid: Deno.uid() ?? -1, others_may_enter: scope === "system" };
  makeFolder(socket_dir, ownership);
  checkOwnFolder(socket_dir, ownership);
}

/**
 * Locks the folder of the sockets and that of the state, made where it is missing. Without a state folder that can be
 * written the daemon still runs, and says that it keeps nothing. Throws UNAVAILABLE that says who holds one of them.
 */
export function takeFolders(paths: Paths): Folders {
  const uid = Deno.uid() ?? -1;
  const locks = new DisposableStack();
  let state: Lock | null = null;
  let sockets: Lock;
  const lockSockets = () => locks.use(lockFolder(paths.socket_dir, "socket folder"));
  try {
    state = locks.use(takeState(paths.state_dir, { uid, others_may_enter: false }));
    sockets = lockSockets();
  } catch (error) {
    locks.dispose();
    throw error;
  }
  return {
    lockState: () => {
      try {
        // Whoever removed it may be about to remove more: it is made again the next time.
        if (state?.isInPlace() === false) state = null;
        else state ??= locks.use(takeState(paths.state_dir, { uid, others_may_enter: false }));
      } catch {
        // Another daemon was faster, or the folder is not this user's by now: nothing is written to it.
      }
      return state !== null;
    },
    takeSockets: () => {
      makeSocketFolder(paths);
      if (!sockets.isInPlace()) sockets = lockSockets();
    },
    [Symbol.dispose]: () => locks.dispose(),
  };
}

/** null: it cannot be locked, for it cannot be written; the store says so. */
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
  logger("daemon").debug("Cannot lock the state folder {path}: {error}", { path, error });
  return null;
}
