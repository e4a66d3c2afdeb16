/**
 * What the permissions of the log depend on. The second door of this folder: no package is loaded.
 * @module
 */

/** Where journald listens for its native protocol (systemd-journald.service(8)). */
export const JOURNAL_SOCKET = "/run/systemd/journal/socket";

/**
 * The environment variable by which whoever starts a daemon says that its stderr leads to this file of the state
 * folder, as $JOURNAL_STREAM says that it leads to the journal: the daemon puts it aside when it is full.
 */
export const STDERR_FILE = "CORTEX_STDERR_FILE";

/** Name of a log file by how often it was put aside: 0 for the one that is written. */
export function logFileName(path: string, number: number): string {
  return number === 0 ? path : `${path}.${number}`;
}
