import { systemClock } from "../core/clock.ts";
import type { LinkHandlers } from "../core/serve_link.ts";
import { fingerprintOf, type IndexReader } from "../packages/index/mod.ts";
import {
  buildPackageIndex,
  diskFiles,
  examinePackages,
  packageIndexReader,
  whyInstalled,
} from "../packages/mod.ts";
import { packageHistory } from "../packages/history/mod.ts";
import { watchedPlaces } from "../packages/places.ts";
import { filesOf } from "./host_files.ts";
import { findIn, infoIn, pageIn, wordsOf } from "./lookups.ts";
import type { BuildInput, Built, InventoryHost, InventoryProtocol } from "./protocol.ts";
import { AUDIT_CALLS } from "./serve_audit.ts";
import { told } from "./told.ts";

/** The answers of the inventory's worker. */
export function serveInventory(): LinkHandlers<InventoryProtocol> {
  return {
    build: (input) => told(build(input)),
    examine: (host) => told(examinePackages(filesOf(host), host)),
    why: ({ name, ...host }) => told(whyInstalled(filesOf(host), name)),
    history: ({ query, ...host }) => told(packageHistory(filesOf(host), query)),
    search: ({ query, ...host }) => {
      const { q, limit = Infinity, cursor } = query;
      return told(lookUp(host, (reader) => pageIn(reader, findIn(reader, wordsOf(q), { limit, cursor }))));
    },
    info: ({ query, ...host }) => told(lookUp(host, (reader) => infoIn(reader, query))),
    ...AUDIT_CALLS,
  };
}

async function build({ root, paths }: BuildInput): Promise<Built> {
  // Before anything is read: what changes meanwhile makes the index old at once.
  const fingerprint = await fingerprintOf(root, watchedPlaces(root));
  const options = { paths, fingerprint, now_ms: systemClock.wall() };
  const { info, ...where } = await buildPackageIndex(diskFiles(root), options);
  return { ...info, ...where };
}

async function lookUp<T>(host: InventoryHost, answer: (reader: IndexReader) => T): Promise<T | null> {
  const reader = await packageIndexReader(filesOf(host));
  return reader === null ? null : answer(reader);
}
