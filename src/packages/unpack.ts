import { Readable } from "node:stream";
import { createZstdDecompress } from "node:zlib";
import { lz4Unpacked } from "./lz4.ts";
import { xzUnpacked } from "./xz.ts";

/** How a file is unpacked, by the ending of its name. */
const PACKINGS: Readonly<
  Record<string, (chunks: ReadableStream<Uint8Array<ArrayBuffer>>) => AsyncIterable<Uint8Array>>
> = {
  gz: (chunks) => chunks.pipeThrough(new DecompressionStream("gzip")),
  lz4: lz4Unpacked,
  xz: xzUnpacked,
  zst: (chunks) => Readable.from(chunks).pipe(createZstdDecompress()),
};

/** Endings of packings that apt and pacman know and that cannot be unpacked here. */
const UNKNOWN = /\.(bz2|lzma|Z|lz|lrz|lzo)$/;

/** The largest unpacked file that is taken, bytes: ten times the list of Debian's main or the AUR's archive. */
const MAX_UNPACKED_BYTES = 2 ** 30;

/**
 * The bytes of a file, unpacked where its name says that it is packed. What cannot be unpacked, and what has more
 * than `max_bytes` unpacked, throws while it is read; a packing that is not known throws RangeError at once.
 */
export function unpackedByName(
  name: string,
  chunks: ReadableStream<Uint8Array<ArrayBuffer>>,
  max_bytes: number = MAX_UNPACKED_BYTES,
): AsyncIterable<Uint8Array> {
  const ending = /\.([A-Za-z0-9]+)$/.exec(name)?.[1] ?? "";
  if (UNKNOWN.test(name)) {
    throw new RangeError(`it is packed as ${ending}, which is not supported; use gz, lz4, xz or zst`);
  }
  const unpack = Object.hasOwn(PACKINGS, ending) ? PACKINGS[ending] : undefined;
  return unpack === undefined ? chunks : bounded(unpack(chunks), max_bytes);
}

async function* bounded(chunks: AsyncIterable<Uint8Array>, max_bytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > max_bytes) throw new RangeError(`it has more than ${max_bytes} bytes when it is unpacked`);
    yield chunk;
  }
}
