import { lz4Unpacked } from "./lz4.ts";

/** A way to pack: the ending of such a file's name, its first bytes, and how it is unpacked. */
interface Packing {
  readonly ending: string;
  readonly head: readonly number[];
  readonly unpack: (chunks: ReadableStream<Uint8Array<ArrayBuffer>>) => AsyncIterable<Uint8Array>;
}

/** All but LZ4's are large, and few hosts have such files: each is loaded with the first of them. */
const PACKINGS: readonly Packing[] = [
  {
    ending: "gz",
    head: [0x1f, 0x8b],
    unpack: async function* (chunks) {
      const { gzipUnpacked } = await import("./gzip.ts");
      yield* gzipUnpacked(chunks);
    },
  },
  { ending: "lz4", head: [0x04, 0x22, 0x4d, 0x18], unpack: lz4Unpacked },
  {
    ending: "xz",
    head: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00],
    unpack: async function* (chunks) {
      const { xzUnpacked } = await import("./xz.ts");
      yield* xzUnpacked(chunks);
    },
  },
  {
    ending: "zst",
    head: [0x28, 0xb5, 0x2f, 0xfd],
    unpack: async function* (chunks) {
      const { zstdUnpacked } = await import("./zstd.ts");
      yield* zstdUnpacked(chunks);
    },
  },
];

/** Endings of packings that apt and pacman know and that cannot be unpacked here. */
const UNKNOWN = /\.(bz2|lzma|Z|lz|lrz|lzo)$/;

/** The largest unpacked file that is taken, bytes: ten times the list of Debian's main or the AUR's archive. */
const MAX_UNPACKED_BYTES = 2 ** 30;

/**
 * The bytes of a file, unpacked where the ending of its name says that it is packed, or, as with pacman's `.db`, its
 * first bytes. What cannot be unpacked, and what has more than `max_bytes` unpacked, throws while it is read; a
 * packing that is not known throws RangeError at once.
 */
export function unpacked(
  name: string,
  chunks: ReadableStream<Uint8Array<ArrayBuffer>>,
  max_bytes: number = MAX_UNPACKED_BYTES,
): AsyncIterable<Uint8Array> {
  const ending = /\.([A-Za-z0-9]+)$/.exec(name)?.[1] ?? "";
  if (UNKNOWN.test(name)) {
    throw new RangeError(`it is packed as ${ending}, which is not supported; use gz, lz4, xz or zst`);
  }
  const named = PACKINGS.find((packing) => packing.ending === ending);
  return named === undefined ? byHead(chunks, max_bytes) : bounded(named.unpack(chunks), max_bytes);
}

async function* byHead(
  chunks: ReadableStream<Uint8Array<ArrayBuffer>>,
  max_bytes: number,
): AsyncGenerator<Uint8Array> {
  const rest = chunks[Symbol.asyncIterator]();
  const first: IteratorResult<Uint8Array<ArrayBuffer>, unknown> = await rest.next();
  const whole = joined(first, rest);
  const packing = PACKINGS.find(({ head }) =>
    first.done !== true && head.every((byte, i) => first.value[i] === byte)
  );
  yield* packing === undefined ? whole : bounded(packing.unpack(ReadableStream.from(whole)), max_bytes);
}

async function* joined<T>(first: IteratorResult<T, unknown>, rest: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    for (let next = first; next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

async function* bounded(chunks: AsyncIterable<Uint8Array>, max_bytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > max_bytes) throw new RangeError(`it has more than ${max_bytes} bytes when it is unpacked`);
    yield chunk;
  }
}
