import { createGunzip } from "node:zlib";
import { throughNode } from "./through_node.ts";

/**
 * Unpacks gzip (RFC 1952) as it comes, also where several members follow each other, of which `DecompressionStream`
 * takes the first alone. Throws what zlib throws for what is none, cut or damaged.
 */
export function gzipUnpacked(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return throughNode(chunks, createGunzip());
}
