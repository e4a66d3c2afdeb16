import { CortexError } from "../contract/wire.ts";
import { systemClock } from "../core/clock.ts";
import type { LinkHandlers } from "../core/serve_link.ts";
import { fingerprintOf, type IndexInfo } from "../packages/index/mod.ts";
import {
  adminFiles,
  buildPackageIndex,
  diskFiles,
  examinePackages,
  PackageFileError,
  type PackageFiles,
  whyInstalled,
} from "../packages/mod.ts";
import { PACKAGE_PLACES } from "../packages/places.ts";
import type { BuildInput, InventoryHost, InventoryProtocol } from "./protocol.ts";

/** The answers of the inventory's worker. */
export function serveInventory(): LinkHandlers<InventoryProtocol> {
  return {
    build: (input) => told(build(input)),
    examine: (host) => told(examinePackages(filesOf(host))),
    why: ({ name, ...host }) => told(whyInstalled(filesOf(host), name)),
  };
}

function filesOf({ root, is_admin_dir = false }: InventoryHost): PackageFiles {
  return is_admin_dir ? adminFiles(root) : diskFiles(root);
}

async function build({ root, path }: BuildInput): Promise<IndexInfo> {
  // Before anything is read: what changes meanwhile makes the index old at once.
  const fingerprint = await fingerprintOf(root, PACKAGE_PLACES.flatMap((places) => places.watches));
  return await buildPackageIndex(diskFiles(root), { path, fingerprint, now_ms: systemClock.wall() });
}

/** A damaged database is no fault of the worker: its file, line and reason are for everybody. */
async function told<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof PackageFileError)) throw error;
    throw new CortexError("UNAVAILABLE", error.message);
  }
}
