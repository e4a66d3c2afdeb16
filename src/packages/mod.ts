/**
 * Packages: what is installed, what could be, and what is wrong with it, from files on disk. What counts as
 * installed: what dpkg has put on the disk at least in part; what a removed package left in /etc does not.
 * @module
 */
export type { PackageFiles } from "./files.ts";
export { PackageFileError } from "./file_error.ts";
export { diskFiles } from "./disk_files.ts";
export { adminFiles } from "./admin_files.ts";
export { packageSources } from "./package_sources.ts";
export { type Examination, type ExaminedHost, examinePackages } from "./examine.ts";
export { whyInstalled } from "./why_installed.ts";
export type { Why } from "./why.ts";
export { buildPackageIndex, packageIndexReader } from "./index/build.ts";
