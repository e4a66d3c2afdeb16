/**
 * Packages of a folder: an unpacked image or a saved database, for the command line. It is read in a worker that may
 * read that folder, and a feed where one is given, and nothing else. The third door of this folder: nothing here loads
 * the daemon's side.
 * @module
 */
export { auditFolder } from "./folder_audit.ts";
export { type FolderOperation, type FolderPackages, packagesOfFolder } from "./folder_packages.ts";
