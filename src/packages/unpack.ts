import { Readable } from "node:stream";
import { createZstdDecompress } from "node:zlib";
import { lz4Unpacked } from "./lz4.ts";

/** How a file is unpacked, by the ending of its name. */
const PACKINGS: Readonly<
  Record<string, (chunks: ReadableStream<Uint8Array<ArrayBuffer>>) => AsyncIterable<Uint8Array>>
> = {
  gz: (chunks) => chunks.pipeThrough(new DecompressionStream("gzip")),
  lz4: lz4Unpacked,
  zst: (chunks) => Readable.from(chunks).pipe(createZstdDecompress()),
};

/** Endings of packings that apt and pacman use and that cannot be unpacked here. */
const UNKNOWN = /\.(xz|bz2|lzma)$/;

/**
 * The bytes of a file, unpacked where its name says that it is packed. What cannot be unpacked throws while it is
 * read; a packing that is not known throws RangeError at once.
 */
export function unpackedByName(
  name: string,
  chunks: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncIterable<Uint8Array> {
  const ending = /\.([a-z0-9]+)$/.exec(name)?.[1] ?? "";
  if (UNKNOWN.test(name)) {
    throw new RangeError(`it is packed as ${ending}, which is not supported; use gz, lz4 or zst`);
  }
  return Object.hasOwn(PACKINGS, ending) ? PACKINGS[ending]?.(chunks) ?? chunks : chunks;
}
