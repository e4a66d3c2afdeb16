/**
 * What is done with the state and its backups while no daemon has them open. The second door of this folder, for the
 * command line: nothing here loads what an open store needs. What counts as a whole backup: one that passes the full
 * check of SQLite, was written by this program, and has a form that it knows.
 * @module
 */
export { checkBackup, type CheckedBackup } from "./backup.ts";
export { restore, type Restored, type RestoreOptions } from "./restore.ts";
