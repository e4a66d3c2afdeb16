import { PACKAGE_PLACES } from "../packages/places.ts";

/** The only folder that the inventory writes: the index, and the draft of the next one. */
export function indexFolder(state_dir: string): string {
  return `${state_dir}/packages`;
}

/** What the inventory's worker needs: the databases of package managers, below the root where one is given. */
export function inventoryPermissions(
  { host_root, state_dir }: { readonly host_root: string; readonly state_dir: string },
): { readonly read: string[]; readonly write: string[] } {
  const places = PACKAGE_PLACES.flatMap(({ reads }) => reads);
  const folder = indexFolder(state_dir);
  return { read: [...(host_root === "" ? places : [host_root]), folder], write: [folder] };
}
