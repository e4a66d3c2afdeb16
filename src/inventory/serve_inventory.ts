import { systemClock } from "../core/clock.ts";
import type { LinkHandlers } from "../core/serve_link.ts";
import { fingerprintOf, type IndexInfo } from "../packages/index/mod.ts";
import { buildPackageIndex, diskFiles, examinePackages, whyInstalled } from "../packages/mod.ts";
import { PACKAGE_PLACES } from "../packages/places.ts";
import { filesOf } from "./host_files.ts";
import type { BuildInput, InventoryProtocol } from "./protocol.ts";
import { AUDIT_CALLS } from "./serve_audit.ts";
import { told } from "./told.ts";

/** The answers of the inventory's worker. */
export function serveInventory(): LinkHandlers<InventoryProtocol> {
  return {
    build: (input) => told(build(input)),
    examine: (host) => told(examinePackages(filesOf(host))),
    why: ({ name, ...host }) => told(whyInstalled(filesOf(host), name)),
    ...AUDIT_CALLS,
  };
}

async function build({ root, path }: BuildInput): Promise<IndexInfo> {
  // Before anything is read: what changes meanwhile makes the index old at once.
  const fingerprint = await fingerprintOf(root, PACKAGE_PLACES.flatMap((places) => places.watches));
  return await buildPackageIndex(diskFiles(root), { path, fingerprint, now_ms: systemClock.wall() });
}
