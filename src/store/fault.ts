import { CortexError } from "../contract/mod.ts";

/** Result codes of SQLite (https://sqlite.org/rescode.html) that are told apart here. */
const BUSY = 5;
const LOCKED = 6;
const READ_ONLY = 8;
const IO_ERROR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANNOT_OPEN = 14;
const NOT_A_DATABASE = 26;

const REASONS: Readonly<Record<number, string>> = {
  [BUSY]: "another process holds it",
  [LOCKED]: "another process holds it",
  [READ_ONLY]: "it is read-only",
  [IO_ERROR]: "the disk reports an error",
  [CORRUPT]: "the file is damaged",
  [FULL]: "the disk is full, or the database has reached store.max_bytes",
  [CANNOT_OPEN]: "the file cannot be opened",
  [NOT_A_DATABASE]: "the file is damaged",
};

/** What is found wrong with a database that SQLite itself would accept. */
export class DamageError extends Error {
  override readonly name = "DamageError";
}

/** Whether SQLite threw this. */
export function isSqliteError(error: unknown): error is Error {
  return error instanceof Error && "code" in error && error.code === "ERR_SQLITE_ERROR";
}

/** The primary result code; undefined where node:sqlite gives none, as when opening. */
function codeOf(error: Error): number | undefined {
  return "errcode" in error && typeof error.errcode === "number" ? error.errcode & 0xff : undefined;
}

/** Whether another process holds the database. */
export function isBusy(error: unknown): boolean {
  const code = isSqliteError(error) ? codeOf(error) : undefined;
  return code === BUSY || code === LOCKED;
}

/** Whether the file's content is wrong, as opposed to the disk under it. */
export function isDamage(error: unknown): boolean {
  if (error instanceof DamageError) return true;
  const code = isSqliteError(error) ? codeOf(error) : undefined;
  return code === CORRUPT || code === NOT_A_DATABASE;
}

/** Whether the file system takes no writes at all. */
export function isReadOnly(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EROFS";
}

/** Why something failed, in a few words. */
export function reasonOf(error: unknown): string {
  if (error instanceof Deno.errors.PermissionDenied) return "permission denied";
  if (isReadOnly(error)) return "its file system is read-only";
  if (!(error instanceof Error)) return String(error);
  return REASONS[isSqliteError(error) ? codeOf(error) ?? 0 : 0] ?? error.message;
}

/** The error a client sees when the state could not be read or written. */
export function storeFailed(action: string, reason: string, cause?: unknown): CortexError {
  return new CortexError("STORE_FAILED", `Cannot ${action}: ${reason}`, { cause, retry_after_seconds: 10 });
}
