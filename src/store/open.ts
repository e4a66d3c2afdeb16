import type { DatabaseSync } from "node:sqlite";
import { CortexError } from "../contract/mod.ts";
import type { Clock } from "../core/clock.ts";
import { logger } from "../log/mod.ts";
import { isOrphaned, moveAside } from "./damaged.ts";
import { isBusy, isReadOnly, reasonOf, storeFailed } from "./fault.ts";
import { install, makeFresh, openFile, openInMemory, openReadOnly } from "./file.ts";

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
  /** Why it can only be read; null: it takes writes. */
  readonly refused: string | null;
}

/** Compiles the statements over a database just opened: what lacks a table or a column is damaged too. */
type Use<T> = (db: DatabaseSync) => T;

/**
 * Opens the database in a folder, whatever is found there: a damaged one is moved aside and replaced. Where nothing can
 * be written the one that is there is opened to be read, and where there is none the state is kept in memory, so that
 * the daemon runs; see `openAgain`. Throws STORE_FAILED when another process holds it or a newer version of the
 * program wrote it.
 */
export function openDatabase<T>(dir: string, clock: Clock, use: Use<T>): Opened<T> {
  const path = `${dir}/cortex.db`;
  try {
    Deno.mkdirSync(dir, { recursive: true, mode: 0o700 });
    return openOrReplace(path, clock, use);
  } catch (error) {
    if (error instanceof CortexError) throw error;
    const reason = reasonOf(error);
    return openToRead(path, use, reason) ?? openEmpty(path, use, reason, error);
  }
}

function openToRead<T>(path: string, use: Use<T>, reason: string): Opened<T> | undefined {
  try {
    return { ...openUsed(openReadOnly(path), use), path, state: "ok", message: null, refused: reason };
  } catch (error) {
    logger("store").debug("Cannot read {path}: {reason}", { path, reason: reasonOf(error) });
    return undefined;
  }
}

/** What people are told of a state that no file has. */
export function inMemory(path: string, reason: string): string {
  return `State is kept in memory only, nothing survives a restart: cannot open "${path}": ${reason}`;
}

function openEmpty<T>(path: string, use: Use<T>, reason: string, error: unknown): Opened<T> {
  const message = inMemory(path, reason);
  logger("store").error(message, { error });
  return { ...openUsed(openInMemory(), use), path: null, state: "memory", message, refused: null };
}

function openOrReplace<T>(path: string, clock: Clock, use: Use<T>): Opened<T> {
  try {
    return { ...openUsed(openFile(path), use), path, state: "ok", message: null, refused: null };
  } catch (error) {
    if (error instanceof CortexError || error instanceof Deno.errors.PermissionDenied) throw error;
    if (isReadOnly(error)) throw error;
    if (isBusy(error)) throw storeFailed(`open "${path}"`, "another process holds it; stop that one", error);
    const absent = error instanceof Deno.errors.NotFound;
    if (absent && !isOrphaned(path)) return start(path, use);
    return replace(path, clock, use, absent ? "its main file is missing" : reasonOf(error));
  }
}

function start<T>(path: string, use: Use<T>): Opened<T> {
  install(makeFresh(path), path);
  return { ...openUsed(openFile(path), use), path, state: "ok", message: null, refused: null };
}

/** Makes the new one first: if that fails, the disk is at fault and the file may be well. */
function replace<T>(path: string, clock: Clock, use: Use<T>, reason: string): Opened<T> {
  const fresh = makeFresh(path);
  const kept = moveAside(path, clock.wall());
  install(fresh, path);
  const message =
    `The database was damaged (${reason}): it is kept as "${kept}", and a fresh one was started`;
  logger("store").error(message);
  return { ...openUsed(openFile(path), use), path, state: "recovered", message, refused: null };
}

function openUsed<T>(db: DatabaseSync, use: Use<T>): { readonly db: DatabaseSync; readonly used: T } {
  try {
    return { db, used: use(db) };
  } catch (error) {
    db.close();
    throw error;
  }
}
