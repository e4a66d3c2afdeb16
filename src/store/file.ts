import { dirname } from "node:path/posix";
import { DatabaseSync } from "node:sqlite";
import { remove } from "./damaged.ts";
import { DamageError, storeFailed } from "./fault.ts";
import { takeMarker } from "./marker.ts";
import { LATEST_VERSION, migrate, versionsOf } from "./migrations.ts";

/** "Crtx": says in the header of a database whose it is (PRAGMA application_id). */
export const APPLICATION_ID = 0x43727478;

/** First bytes of a database (https://sqlite.org/fileformat.html, 1.3). */
const MAGIC = "SQLite format 3\0";
const HEADER_BYTES = 100;
const APPLICATION_ID_AT = 68;

/** Time to wait for another process that is just closing the database. */
export const BUSY_MS = 1000;

/** Pages in the write-ahead log after which a commit writes them into the database, where nothing else did before. */
export const AUTOCHECKPOINT_PAGES = 2000;

/** What the write-ahead log is cut back to after a checkpoint. */
const WAL_BYTES = 4_194_304;

/**
 * Makes a database under another name, empty but for what `fill` writes; it is on the disk as a whole when this
 * returns, and is renamed into place only then.
 */
export function makeFresh(path: string, fill: (fresh: DatabaseSync) => void = () => {}): string {
  const fresh = `${path}.new`;
  for (const end of ["", "-journal", "-wal", "-shm"]) remove(`${fresh}${end}`);
  const db = new DatabaseSync(fresh);
  try {
    // The disk is waited for once, when it is whole.
    db.prepare("pragma synchronous = off").run();
    prepareFresh(db);
    fill(db);
  } finally {
    db.close();
  }
  Deno.chmodSync(fresh, 0o600);
  syncFile(fresh);
  return fresh;
}

/** A database that lives in memory only. */
export function openInMemory(): DatabaseSync {
  const db = new DatabaseSync(":memory:");
  prepareFresh(db);
  return db;
}

function prepareFresh(db: DatabaseSync): void {
  // Must come before the first table: it cannot be changed afterwards without VACUUM, which Deno refuses.
  db.prepare("pragma auto_vacuum = incremental").run();
  db.prepare(`pragma application_id = ${APPLICATION_ID}`).run();
  // Here already, so that making one proves that the disk has room for all that an open database needs.
  db.prepare("pragma journal_mode = wal").get();
  migrate(db);
}

/** Puts a fresh database in place, for good even if the power fails. */
export function install(fresh: string, path: string): void {
  Deno.renameSync(fresh, path);
  syncFile(dirname(path));
}

/**
 * Waits until a file, or the names in a folder, are on the disk. Not for a database that is open: see `takeSnapshot`.
 */
export function syncFile(path: string): void {
  using file = Deno.openSync(path, { read: true });
  file.syncSync();
}

/**
 * Opens a database that is there: its own (foreign keys are checked by default), every commit on the disk before
 * it returns. Throws STORE_FAILED when a newer version of the program wrote it, with nothing changed; what SQLite
 * or the file system throws; {@link DamageError} for damage that SQLite does not see.
 */
export function openFile(path: string): DatabaseSync {
  // For writing too, so that a file of another user is told apart from a damaged one.
  checkHeader(path, { read: true, write: true });
  const clean = takeMarker(path);
  return prepared(new DatabaseSync(path, { timeout: BUSY_MS }), (db) => {
    checkVersion(db, path);
    const mode = db.prepare("pragma journal_mode = wal").get()?.["journal_mode"];
    if (mode !== "wal") throw new Error("it cannot have a write-ahead log there");
    db.prepare("pragma synchronous = full").run();
    db.prepare(`pragma wal_autocheckpoint = ${AUTOCHECKPOINT_PAGES}`).get();
    db.prepare(`pragma journal_size_limit = ${WAL_BYTES}`).get();
    if (!clean) quickCheck(db);
    migrate(db);
  });
}

/**
 * Opens a database that is there, to read only: where its folder cannot be written. One that was closed in order is in
 * one file (see {@link closeFile}); of one that was not, both companions are there. Throws as {@link openFile}, and
 * where the form is an older one.
 */
export function openReadOnly(path: string): DatabaseSync {
  checkHeader(path, { read: true });
  return prepared(new DatabaseSync(path, { readOnly: true }), (db) => {
    checkVersion(db, path);
    if (versionsOf(db).header < LATEST_VERSION) {
      throw new Error("it has an older form, which has to be migrated");
    }
    quickCheck(db);
  });
}

/** An open database after its preparation; closed where that fails. */
function prepared(db: DatabaseSync, prepare: (db: DatabaseSync) => void): DatabaseSync {
  try {
    prepare(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Closes a database and leaves it in one file, with a rollback journal: one with a write-ahead log cannot be opened
 * where nothing can be written (https://sqlite.org/wal.html, "Read-Only Databases").
 */
export function closeFile(db: DatabaseSync): void {
  try {
    db.prepare("pragma journal_mode = delete").get();
  } catch {
    // Closing brings the log into the file as well; only that it may have one stays.
  }
  db.close();
}

/**
 * Looks at the header before SQLite does: an empty or a foreign database is a valid one to SQLite. Throws
 * {@link DamageError}.
 */
export function checkHeader(path: string, access: Deno.OpenOptions): void {
  const header = new Uint8Array(HEADER_BYTES);
  using file = Deno.openSync(path, access);
  const read = file.readSync(header) ?? 0;
  if (read === 0) throw new DamageError("it is empty");
  const magic = new TextDecoder("latin1").decode(header.subarray(0, MAGIC.length));
  if (read < HEADER_BYTES || magic !== MAGIC) throw new DamageError("it is not an SQLite database");
  if (new DataView(header.buffer).getUint32(APPLICATION_ID_AT) !== APPLICATION_ID) {
    throw new DamageError("it is a database of another program");
  }
}

function checkVersion(db: DatabaseSync, path: string): void {
  const { header, stated } = versionsOf(db);
  if (header !== stated) throw new DamageError("its version is not what it says of itself");
  if (header > LATEST_VERSION) {
    throw storeFailed(
      `open "${path}"`,
      `a newer version of the program wrote it (form ${header}, this one knows ${LATEST_VERSION}); ` +
        "start that version, or move the file away to start afresh",
    );
  }
}

function quickCheck(db: DatabaseSync): void {
  const [first] = db.prepare("pragma quick_check(1)").all();
  const found = first?.["quick_check"];
  if (found !== "ok") throw new DamageError(`it does not pass its check: ${String(found)}`);
}
