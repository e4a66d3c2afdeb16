import type { BrokenState } from "../conflicts.ts";
import { architectureOf, displayName, type DpkgDatabase, isUnpacked } from "./database.ts";
import type { DpkgPackage } from "./dpkg_status.ts";

/** Whether one complaint is due. */
type Check = (found: DpkgPackage, database: DpkgDatabase) => boolean;

/** A package that must be installed anew is told for that only. */
const inState = (state: DpkgPackage["state"]): Check => (found) =>
  found.state === state && !found.reinstall_required;

/** Packages of several architectures keep their files by name and architecture, the others by name. */
const without = (kind: string): Check => (found, { info }) =>
  isUnpacked(found) && !info.has(`${found.name}.${kind}`) &&
  !info.has(`${found.name}:${found.architecture}.${kind}`);

/** The complaints in dpkg's own order. */
const CHECKS: readonly (readonly [BrokenState, Check])[] = [
  ["reinstreq", (found) => found.reinstall_required],
  ["unpacked", inState("unpacked")],
  ["half-configured", inState("half-configured")],
  ["half-installed", inState("half-installed")],
  ["triggers-awaited", inState("triggers-awaited")],
  ["triggers-pending", inState("triggers-pending")],
  ["missing-list", without("list")],
  ["missing-md5sums", without("md5sums")],
  ["missing-architecture", (found) => isUnpacked(found) && found.architecture === ""],
  ["illegal-architecture", (found) => isUnpacked(found) && isIllegal(found.architecture)],
  ["unknown-architecture", (found, database) => isUnpacked(found) && isUnknown(found, database)],
];

/** A package that dpkg complains of. */
export interface Complaint {
  readonly about: DpkgPackage;
  readonly state: BrokenState;
}

/** What `dpkg --audit` complains of, in its order. */
export function complaints(database: DpkgDatabase): Complaint[] {
  return CHECKS.flatMap(([state, check]) =>
    database.packages.filter((found) => check(found, database)).sort(byName)
      .map((about) => ({ about, state }))
  );
}

function byName(a: DpkgPackage, b: DpkgPackage): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.architecture < b.architecture ? -1 : 1;
}

/**
 * A package's name as dpkg writes it: also of the machine's own with its architecture where others may stand beside it.
 */
export function dpkgName(found: DpkgPackage, native: string): string {
  return found.multi_arch === "same" ? `${found.name}:${found.architecture}` : displayName(found, native);
}

/** deb-control(5), Architecture: letters, digits and hyphens. */
function isIllegal(architecture: string): boolean {
  return architecture !== "" && !/^[A-Za-z0-9][A-Za-z0-9-]*$/.test(architecture);
}

function isUnknown(found: DpkgPackage, { native, foreign }: DpkgDatabase): boolean {
  return !isIllegal(found.architecture) && ![native, ...foreign].includes(architectureOf(found, native));
}
