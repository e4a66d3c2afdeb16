/**
 * Packages: what is installed, what could be, and what is wrong with it, from files on disk. What counts as
 * installed: what dpkg has put on the disk at least in part; what a removed package left in /etc does not.
 * @module
 */
export { type PackageFiles } from "./files.ts";
export { PackageFileError } from "./file_error.ts";
export { type DpkgDatabase, readDpkgDatabase } from "./debian/database.ts";
export { readAutoInstalled } from "./debian/extended_states.ts";
export { type Conflicts, findConflicts } from "./debian/conflicts.ts";
export { type Why, why } from "./debian/why.ts";
