import { peek } from "./peek.ts";

/** First bytes of a packed file and how it is unpacked: gzip (RFC 1952), and zlib (RFC 1950), as debsecan's feed is. */
const PACKINGS = [
  { name: "gzip", packing: "gzip", fits: (a: number, b: number) => a === 0x1f && b === 0x8b },
  {
    name: "zlib",
    packing: "deflate",
    fits: (a: number, b: number) => (a & 0x0f) === 8 && ((a << 8) | b) % 31 === 0,
  },
] as const;

/** The bytes of a feed, unpacked where its first bytes say that it is packed. Throws Error for a damaged packing. */
export async function* unpacked(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { head: [a = 0, b = 0], whole } = await peek(chunks, 2);
  const found = PACKINGS.find(({ fits }) => fits(a, b));
  if (found === undefined) {
    yield* whole;
    return;
  }
  try {
    yield* ReadableStream.from(plainBuffers(whole)).pipeThrough(new DecompressionStream(found.packing));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new Error(`its ${found.name} data is damaged or cut, or something follows it`, { cause: error });
  }
}

/** What decompression takes: bytes of an ordinary buffer. */
async function* plainBuffers(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for await (const chunk of chunks) yield new Uint8Array(chunk);
}
