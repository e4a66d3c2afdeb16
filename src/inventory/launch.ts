/**
 * What must be known of the inventory before the daemon can run: what it needs. The second door of this folder:
 * nothing here loads the main thread's side.
 * @module
 */
export { furtherPlaces } from "../packages/places.ts";
export { feedsFolder, indexFolder, inventoryPermissions, spareFolder } from "./permissions.ts";
