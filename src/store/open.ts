import type { DatabaseSync } from "node:sqlite";
import { CortexError } from "../contract/mod.ts";
import type { Clock } from "../core/clock.ts";
import { logger } from "../log/mod.ts";
import { isOrphaned, moveAside } from "./damaged.ts";
import { isBusy, reasonOf, storeFailed } from "./fault.ts";
import { install, makeFresh, openFile, openInMemory } from "./file.ts";

/** An open database, and what had to be done to have it. */
export interface Opened<T> {
  readonly db: DatabaseSync;
  /** What `use` made of it. */
  readonly used: T;
  /** null: in memory. */
  readonly path: string | null;
  readonly state: "ok" | "recovered" | "memory";
  /** What people should know of it. */
  readonly message: string | null;
}

/** Compiles the statements over a database just opened: what lacks a table or a column is damaged too. */
type Use<T> = (db: DatabaseSync) => T;

/**
 * Opens the database in a folder, whatever is found there: a damaged one is moved aside and replaced, and where
 * nothing can be written the state is kept in memory, so that the daemon runs. Throws STORE_FAILED when another
 * process holds it or a newer version of the program wrote it.
 */
export function openDatabase<T>(dir: string, clock: Clock, use: Use<T>): Opened<T> {
  const path = `${dir}/cortex.db`;
  try {
    Deno.mkdirSync(dir, { recursive: true, mode: 0o700 });
    return openOrReplace(path, clock, use);
  } catch (error) {
    if (error instanceof CortexError) throw error;
    const message = `State is kept in memory only, nothing survives a restart: cannot open "${path}": ${
      reasonOf(error)
    }`;
    logger("store").error(message, { error });
    const db = openInMemory();
    return { db, used: use(db), path: null, state: "memory", message };
  }
}

function openOrReplace<T>(path: string, clock: Clock, use: Use<T>): Opened<T> {
  try {
    return { ...openUsed(path, use), path, state: "ok", message: null };
  } catch (error) {
    if (error instanceof CortexError || error instanceof Deno.errors.PermissionDenied) throw error;
    if (isBusy(error)) throw storeFailed(`open "${path}"`, "another process holds it; stop that one", error);
    const absent = error instanceof Deno.errors.NotFound;
    if (absent && !isOrphaned(path)) return start(path, use);
    return replace(path, clock, use, absent ? "its main file is missing" : reasonOf(error));
  }
}

function start<T>(path: string, use: Use<T>): Opened<T> {
  install(makeFresh(path), path);
  return { ...openUsed(path, use), path, state: "ok", message: null };
}

/** Makes the new one first: if that fails, the disk is at fault and the file may be well. */
function replace<T>(path: string, clock: Clock, use: Use<T>, reason: string): Opened<T> {
  const fresh = makeFresh(path);
  const kept = moveAside(path, clock.wall());
  install(fresh, path);
  const message =
    `The database was damaged (${reason}): it is kept as "${kept}", and a fresh one was started`;
  logger("store").error(message);
  return { ...openUsed(path, use), path, state: "recovered", message };
}

function openUsed<T>(path: string, use: Use<T>): { readonly db: DatabaseSync; readonly used: T } {
  const db = openFile(path);
  try {
    return { db, used: use(db) };
  } catch (error) {
    db.close();
    throw error;
  }
}
