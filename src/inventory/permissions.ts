import { PACKAGE_PLACES } from "../packages/places.ts";

/** Where a host says what it is (os-release(5)); the first that is there counts. */
export const OS_RELEASE: readonly string[] = ["/etc/os-release", "/usr/lib/os-release"];

/** Where the inventory writes: the index, and the draft of the next one. */
export function indexFolder(state_dir: string): string {
  return `${state_dir}/packages`;
}

/** Where it writes instead, in memory where /run is, while the state folder cannot be written. */
export function spareFolder(socket_dir: string): string {
  return `${socket_dir}/.packages`;
}

/** What decides where the inventory reads and writes. */
export interface InventoryPlaces {
  /** Where the host's files are; empty for this host. */
  readonly host_root: string;
  readonly state_dir: string;
  readonly socket_dir: string;
  /** Where the host's package managers keep something by their own settings. @default {[]} */
  readonly further?: readonly string[];
}

/** Where feeds of vulnerabilities lie: those that were imported, and those that somebody put there. */
export function feedsFolder(state_dir: string): string {
  return `${state_dir}/feeds`;
}

/**
 * What the inventory's worker needs: the databases of package managers and the name of the release, below the root
 * where one is given; and the feeds.
 */
export function inventoryPermissions(
  { host_root, state_dir, socket_dir, further = [] }: InventoryPlaces,
): { readonly read: string[]; readonly write: string[] } {
  const places = [...PACKAGE_PLACES.flatMap(({ reads }) => reads), ...further, ...OS_RELEASE];
  const folders = [indexFolder(state_dir), spareFolder(socket_dir)];
  return {
    read: [...(host_root === "" ? places : [host_root]), ...folders, feedsFolder(state_dir)],
    write: folders,
  };
}
