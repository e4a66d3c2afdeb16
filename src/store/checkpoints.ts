import type { DatabaseSync } from "node:sqlite";
import { logger } from "../log/mod.ts";
import { reasonOf } from "./fault.ts";
import { APPLICATION_ID, BUSY_MS } from "./file.ts";

/** Pages of the write-ahead log that are worth the work. */
const WORTH_PAGES = 200;

/** What brings the write-ahead log of an open database into its main file, with most of the waiting off this thread. */
export interface Checkpoints extends Disposable {
  /** Where the log has become long. Never fails: it tries again with the next call. */
  run(): Promise<void>;
  /**
   * All of it, then work on the main file that no other one comes in between of. Throws what SQLite and the work
   * throw.
   */
  before<T>(work: (main: Deno.FsFile) => Promise<T>): Promise<T>;
  /** After the database is closed, whose locks would be gone. */
  [Symbol.dispose](): void;
}

/** Makes it for the database of a path. */
export function createCheckpoints(db: DatabaseSync, path: string): Checkpoints {
  const main = Deno.openSync(path);
  const log = `${path}-wal`;
  const state = db.prepare("pragma wal_checkpoint(noop)");
  let last: Promise<unknown> = Promise.resolve();

  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => {});
    return done;
  };
  const pages = () => {
    const { log, checkpointed } = state.get() ?? {};
    return Number(log) - Number(checkpointed);
  };
  const bring = async () => {
    // SQLite does this itself, on this thread; there is little left of it then.
    await sync(log);
    db.prepare("pragma wal_checkpoint(passive)").get();
    // The first commit into a log that was filled before waits until its new header is on the disk, lest one of the old
    // frames follows it. An empty one has none.
    if (pages() === 0 && empty(db) && await sync(log)) begin(db);
  };
  return {
    run: () =>
      alone(async () => {
        if (pages() >= WORTH_PAGES) await bring();
      }).catch((error) =>
        // When the disk takes nothing, the next commit tells.
        logger("store").debug("Cannot shorten the log: {reason}", { reason: reasonOf(error) })
      ),
    before: (work) =>
      alone(async () => {
        await bring();
        return await work(main);
      }),
    [Symbol.dispose]: () => main.close(),
  };
}

/** Puts a file on the disk; whether it is there. Not for the main file: see `takeSnapshot`. */
async function sync(path: string): Promise<boolean> {
  try {
    using file = await Deno.open(path);
    await file.syncData();
    return true;
  } catch {
    return false;
  }
}

/** Empties a log that is in the main file; whether it is empty now. Not while another program reads: nobody waits. */
function empty(db: DatabaseSync): boolean {
  db.exec("pragma busy_timeout = 0");
  try {
    return db.prepare("pragma wal_checkpoint(truncate)").get()?.["busy"] === 0;
  } finally {
    db.exec(`pragma busy_timeout = ${BUSY_MS}`);
  }
}

/** Begins an empty log with the smallest change there is, without the disk: there is nothing that it could spoil. */
function begin(db: DatabaseSync): void {
  db.exec("pragma synchronous = off");
  try {
    db.exec(`pragma application_id = ${APPLICATION_ID}`);
  } finally {
    db.exec("pragma synchronous = full");
  }
}
