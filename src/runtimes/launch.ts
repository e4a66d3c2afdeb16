/**
 * What must be known of runtimes before the daemon can run: where they are and what listing them needs. The second
 * door of this folder: nothing here loads the main thread's side.
 * @module
 */
export { runtimePlaces, type RuntimesPermissions, runtimesPermissions } from "./permissions.ts";
export type { Places } from "./find_installed.ts";
