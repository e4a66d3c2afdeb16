import { DatabaseSync } from "node:sqlite";
import { CortexError } from "../contract/mod.ts";
import { acquireLock, type Lock, LOCK_NAME } from "../core/lock.ts";
import { checkBackup, type CheckedBackup } from "./backup.ts";
import { asideOf, COMPANIONS, move, remove, removeOld } from "./damaged.ts";
import { reasonOf } from "./fault.ts";
import { checkHeader, install, syncFile } from "./file.ts";

/** What is restored, and where. */
export interface RestoreOptions {
  readonly file: string;
  /** The state folder; made where it is not there. */
  readonly dir: string;
  /** Now, milliseconds. */
  readonly wall_ms: number;
}

/** What a restore came to. */
export interface Restored extends CheckedBackup {
  /** Where the state as it was before is kept; null where there was none. */
  readonly kept: string | null;
}

/**
 * Puts a backup in the place of the state of a daemon that does not run. What is checked is the copy that is put in
 * place, before anything is changed; killed at any moment it leaves the old state or the new one, whole. Throws
 * UNAVAILABLE while a daemon runs, BACKUP_INVALID for a file that is no whole backup, STORE_FAILED where the disk
 * refuses.
 */
export function restore({ file, dir, wall_ms }: RestoreOptions): Restored {
  checkPlain(file);
  using _lock = lock(dir, wall_ms);
  const path = `${dir}/cortex.db`;
  // Where the daemon removes what it finds when it starts.
  const folder = `${dir}/backups`;
  const fresh = `${folder}/restore.db`;
  try {
    remove(folder);
    Deno.mkdirSync(folder, { mode: 0o700 });
    copy(file, fresh);
    goOnCounting(path, fresh);
    const checked = checkBackup(fresh, file);
    syncFile(fresh);
    own(fresh, dir);
    const kept = keepOld(path, wall_ms);
    install(fresh, path);
    if (kept !== null) removeOld(path, "before-restore", kept);
    return { ...checked, kept };
  } catch (error) {
    if (error instanceof CortexError) throw error;
    throw refused(dir, error);
  } finally {
    remove(folder);
  }
}

function lock(dir: string, wall_ms: number): Lock {
  const path = `${dir}/${LOCK_NAME}`;
  try {
    Deno.mkdirSync(dir, { recursive: true, mode: 0o700 });
    const held = acquireLock(path, `the state folder "${dir}"`, wall_ms);
    own(path, dir);
    return held;
  } catch (error) {
    if (!(error instanceof CortexError)) throw refused(dir, error);
    throw new CortexError(
      "UNAVAILABLE",
      `Cannot restore into "${dir}" while a daemon uses it: stop it first, by cortex shutdown or systemctl stop cortexd`,
      { cause: error, ...(error.details === undefined ? {} : { details: error.details }) },
    );
  }
}

function refused(dir: string, error: unknown): CortexError {
  return new CortexError("STORE_FAILED", `Cannot restore into "${dir}": ${reasonOf(error)}`, {
    cause: error,
  });
}

function checkPlain(file: string): void {
  const refuse = (state: string, cause?: unknown) => {
    throw new CortexError("BACKUP_INVALID", `Cannot use "${file}" as a backup: ${state}`, { cause });
  };
  let info: Deno.FileInfo | undefined;
  try {
    info = Deno.lstatSync(file);
  } catch (error) {
    refuse(reasonOf(error), error);
  }
  if (info?.isSymlink) refuse("it is a symbolic link; name its target");
  if (!info?.isFile) refuse("it is no ordinary file");
}

/** Copies a database and what stands in its write-ahead log, into one file. */
function copy(file: string, fresh: string): void {
  Deno.copyFileSync(file, fresh);
  Deno.chmodSync(fresh, 0o600);
  if (isThere(`${file}-wal`)) Deno.copyFileSync(`${file}-wal`, `${fresh}-wal`);
  try {
    fold(fresh);
  } catch {
    // The check says what is wrong with it.
  }
}

/** Brings a closed database into its main file alone. Throws what SQLite throws. */
function fold(path: string): void {
  using db = new DatabaseSync(path);
  db.prepare("pragma wal_checkpoint(truncate)").get();
  const mode = db.prepare("pragma journal_mode = delete").get()?.["journal_mode"];
  if (mode !== "delete") throw new Error("its write-ahead log stays");
}

/**
 * Lets the numbers of events and of the outbox go on above those of the state that is replaced: whoever follows them
 * knows an item by its number, and has seen those.
 */
function goOnCounting(path: string, fresh: string): void {
  try {
    using old = new DatabaseSync(path, { readOnly: true });
    using db = new DatabaseSync(fresh);
    const raise = db.prepare("update sqlite_sequence set seq = max(seq, ?) where name = ?");
    for (const { name, seq } of old.prepare("select name, seq from sqlite_sequence").all()) {
      raise.run(Number(seq), String(name));
    }
  } catch {
    // There was no state, it is damaged, or the backup is, of which the check says what.
  }
}

/**
 * Gives the state as it is a second name, so that its own can be replaced in one step. What stands in its write-ahead
 * log is brought into it before: beside another database that log would be taken for that one's.
 */
function keepOld(path: string, wall_ms: number): string | null {
  if (!["", ...COMPANIONS].some((end) => isThere(path + end))) return null;
  const kept = asideOf(path, "before-restore", wall_ms);
  try {
    // SQLite itself would remove the log of what it takes for an empty database.
    checkHeader(path, { read: true });
    fold(path);
  } catch {
    // Too damaged to be opened: its parts are kept as they are.
    for (const end of COMPANIONS) move(path + end, kept + end);
  }
  remove(`${path}.clean`);
  if (isThere(path)) link(path, kept);
  return kept;
}

/** A second name, or where the file system has none, a copy. */
function link(path: string, kept: string): void {
  try {
    Deno.linkSync(path, kept);
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) throw error;
    Deno.copyFileSync(path, kept);
    syncFile(kept);
  }
}

/** Gives a file to whom the folder belongs: the system's daemon is not the user who restores. */
function own(path: string, dir: string): void {
  const { uid, gid } = Deno.statSync(dir);
  if (Deno.statSync(path).uid !== uid) Deno.chownSync(path, uid, gid);
}

function isThere(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
