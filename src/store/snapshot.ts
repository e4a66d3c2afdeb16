import { DatabaseSync } from "node:sqlite";
import { type BackupManifest, CortexError } from "../contract/mod.ts";
import { PartWriter } from "../core/part_writer.ts";
import { MANIFEST_KEY } from "./backup.ts";
import { numberOf } from "./database.ts";
import { reasonOf, storeFailed } from "./fault.ts";
import { AUTOCHECKPOINT_PAGES } from "./file.ts";
import { LATEST_VERSION } from "./migrations.ts";

/** How a copy of the state is made. */
export interface SnapshotOptions {
  /** Where it goes; in the state folder. */
  readonly to: string;
  /** What the copy says of itself; its form is filled in here. */
  readonly manifest: Omit<BackupManifest, "schema_version">;
  /** Values by name that are other ones in the copy. */
  readonly values: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Bytes copied, of how many. */
  progress(done: number, total: number): void;
}

/** A copy that was made. */
export interface Snapshot {
  readonly bytes: number;
  readonly manifest: BackupManifest;
}

/** Bytes copied between two looks at the signal. */
const CHUNK_BYTES = 131_072;

/** Where a database says how it is written; 1 is with a rollback journal (https://sqlite.org/fileformat.html, 1.3). */
const VERSIONS_AT = 18;
const ROLLBACK_JOURNAL = 1;

/**
 * Copies an open database that is written to meanwhile, out of its main file; `backup()` of node:sqlite
 * and VACUUM INTO would not let the thread go until they are done. This holds the checkpoints back: all that is
 * written goes to the write-ahead log, so that the main file stays as it was at the beginning. Throws STORE_FAILED, or
 * the signal's reason, with nothing left behind.
 * @param main That file. It was opened before and stays open: with any descriptor of a file that a process closes, and
 * an asynchronous call of Deno's closes a copy of its own, SQLite's locks on it are gone, and another program would
 * remove the log of a database that it believes to be alone with (https://sqlite.org/howtocorrupt.html, 2.2).
 */
export async function takeSnapshot(
  db: DatabaseSync,
  main: Deno.FsFile,
  options: SnapshotOptions,
): Promise<Snapshot> {
  const { to, values } = options;
  const manifest = { ...options.manifest, schema_version: LATEST_VERSION };
  db.prepare("pragma wal_autocheckpoint = 0").get();
  try {
    const blocked = numberOf(db.prepare("pragma wal_checkpoint(truncate)").get());
    if (blocked !== 0) throw storeFailed("copy the state", "another process reads it; stop that one");
    await copy(main, options);
    finish(to, { ...values, [MANIFEST_KEY]: JSON.stringify(manifest) });
    return { bytes: await syncWhole(to), manifest };
  } catch (error) {
    // Off this thread: to free hundreds of MiB takes long.
    for (const end of ["", "-journal"]) await Deno.remove(`${to}${end}`).catch(() => {});
    options.signal.throwIfAborted();
    throw error instanceof CortexError ? error : storeFailed("copy the state", reasonOf(error), error);
  } finally {
    if (db.isOpen) db.prepare(`pragma wal_autocheckpoint = ${AUTOCHECKPOINT_PAGES}`).get();
  }
}

/** Out of a file that is read in this thread: see {@link takeSnapshot}. */
async function copy(source: Deno.FsFile, { to, signal, progress }: SnapshotOptions): Promise<void> {
  using target = await Deno.open(to, { write: true, createNew: true, mode: 0o600 });
  const { size } = source.statSync();
  source.seekSync(0, Deno.SeekMode.Start);
  const chunk = new Uint8Array(CHUNK_BYTES);
  const writer = new PartWriter(target);
  let done = 0;
  while (done < size) {
    signal.throwIfAborted();
    const count = source.readSync(chunk) ?? 0;
    if (count === 0) throw new Error("the database became shorter meanwhile");
    if (done === 0) chunk.fill(ROLLBACK_JOURNAL, VERSIONS_AT, VERSIONS_AT + 2);
    await writer.write(chunk.subarray(0, count));
    done += count;
    progress(done, size);
  }
  await writer.flush();
}

/** What differs in the copy. It is put on the disk afterwards, off this thread. */
function finish(to: string, values: Readonly<Record<string, string>>): void {
  using db = new DatabaseSync(to);
  db.exec("pragma journal_mode = memory; pragma synchronous = off; begin");
  const set = db.prepare("insert or replace into meta values (?, ?)");
  for (const [key, value] of Object.entries(values)) set.run(key, value);
  // The job that makes this very copy, and others of the moment: they would all be lost ones in it.
  db.exec("delete from jobs where json_extract(data, '$.state') = 'running'; commit");
}

async function syncWhole(to: string): Promise<number> {
  using file = await Deno.open(to, { read: true, write: true });
  await file.sync();
  return (await file.stat()).size;
}
