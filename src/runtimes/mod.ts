/**
 * Runtimes: which versions of the common languages are installed, and which a project asks for. What counts as
 * installed: a program that PATH or a version manager's folder has, wherever links to it lie; a manager's shim is
 * none, it only chooses one.
 * @module
 */
export { createRuntimes, type Runtimes } from "./installed.ts";
export { wantedRuntimes } from "./wanted.ts";
export type { WantedRuntimes } from "./find_wanted.ts";
