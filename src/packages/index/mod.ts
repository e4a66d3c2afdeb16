/**
 * The index of packages as its readers see it: what a search needs in memory, the rest on disk. The second door of
 * this folder: nothing here loads what reads the databases of package managers. What counts as a stale index: one
 * whose fingerprint is not that of the files it was built from.
 * @module
 */
export type { IndexInfo, IndexProblem } from "./columns.ts";
export { IndexDamageError } from "./format.ts";
export { type IndexFile, openIndexFile } from "./open.ts";
export { createIndexReader, type IndexReader } from "./reader.ts";
export type { PackageKey } from "./row_reader.ts";
export type { FoundRows } from "./search.ts";
export { fingerprintOf } from "./fingerprint.ts";
export { replaceIndexFile } from "./replace.ts";
