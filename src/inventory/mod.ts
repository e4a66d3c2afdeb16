/**
 * The inventory: what is installed on this host, read by a worker that starts when it is needed and ends when nothing
 * more is asked of it. What counts as stale: an index whose files have changed since it was built and that could not
 * be built anew.
 * @module
 */
export { createInventoryWorker, type InventoryWorker } from "./worker_link.ts";
export { createPackages, type Packages } from "./packages.ts";
export type { ServicesSeen } from "./updates.ts";
export { createInventory, type Inventory } from "./inventory.ts";
export type { InventoryAge } from "./condition.ts";
export type { BuildWork } from "./index_keeper.ts";
export { type Audited, createVulnerabilities, type Vulnerabilities } from "./vulnerabilities.ts";
