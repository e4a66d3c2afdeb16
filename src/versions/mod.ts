/**
 * Comparison of package versions, each distribution's own. What counts as a version: the text a package database
 * has in its version field, taken whole; nothing here guesses what scheme a text follows.
 * @module
 */
export { compareDpkgVersions } from "./dpkg.ts";
export { comparePacmanVersions } from "./pacman.ts";
export { compareRpmVersions } from "./rpm.ts";

/** The shape of every comparison: the sign of a - b. Throws RangeError for what is no version. */
export type CompareVersions = (a: string, b: string) => -1 | 0 | 1;
