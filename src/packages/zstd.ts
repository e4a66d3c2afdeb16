import { Readable } from "node:stream";
import { createZstdDecompress } from "node:zlib";

/** Unpacks Zstandard (RFC 8878) as it comes. Throws what zlib throws for what is none, cut or damaged. */
export function zstdUnpacked(chunks: ReadableStream<Uint8Array>): AsyncIterable<Uint8Array> {
  return Readable.from(chunks).pipe(createZstdDecompress());
}
