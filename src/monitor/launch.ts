/**
 * What must be known of the monitor before the daemon can run: what it needs. The second door of this folder:
 * nothing here loads the main thread's side.
 * @module
 */
export { findLibc, LIBC_PLACES } from "./libc.ts";
export { monitorPermissions } from "./permissions.ts";
