import { CortexError } from "../contract/wire.ts";
import { infoOf } from "./absent.ts";
import { rfc3339 } from "./clock.ts";

/** Name of the lock file in the state folder and the folder of the sockets. */
export const LOCK_NAME = "cortexd.lock";

/** Who holds a lock. */
export interface LockHolder {
  readonly pid: number;
  /** RFC 3339. */
  readonly since: string;
}

/** A lock that lasts until it is disposed or the process ends, however it ends: the kernel gives it back. */
export interface Lock extends Disposable {
  readonly path: string;
  /** Whether the file that is locked still has its name: without it another process can lock one of that name. */
  isInPlace(): boolean;
}

/**
 * Locks a file with flock(2) and writes the holder into it. Throws UNAVAILABLE that says who holds it. The file
 * stays when the lock ends: removing it would let two processes lock two files of one name.
 */
export function acquireLock(path: string, what: string, now_ms: number): Lock {
  const file = Deno.openSync(path, { read: true, write: true, create: true, mode: 0o600 });
  if (!file.tryLockSync(true)) {
    const holder = readHolder(path);
    file.close();
    const who = holder === null ? "another daemon" : `process ${holder.pid}, since ${holder.since}`;
    throw new CortexError(
      "UNAVAILABLE",
      `Cannot use ${what}: held by ${who}; stop it first, or start with --instance NAME`,
      {
        details: { path, ...(holder === null ? {} : { holder }) },
      },
    );
  }
  const holder: LockHolder = { pid: Deno.pid, since: rfc3339(now_ms) };
  file.truncateSync(0);
  file.writeSync(new TextEncoder().encode(JSON.stringify(holder) + "\n"));
  const { ino } = file.statSync();
  return {
    path,
    isInPlace: () => infoOf(path)?.ino === ino,
    [Symbol.dispose]: () => file.close(),
  };
}

/** Whether nobody holds the lock of a folder; one that is gone is free. */
export function isFree(folder: string): boolean {
  try {
    using file = Deno.openSync(`${folder}/${LOCK_NAME}`);
    return file.tryLockSync(false);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return true;
    throw error;
  }
}

/** The holder written in a lock file; null when it cannot be read. */
export function readHolder(path: string): LockHolder | null {
  try {
    const value: unknown = JSON.parse(Deno.readTextFileSync(path));
    if (typeof value !== "object" || value === null) return null;
    const { pid, since } = value as Partial<LockHolder>;
    return typeof pid === "number" && typeof since === "string" ? { pid, since } : null;
  } catch {
    return null;
  }
}
