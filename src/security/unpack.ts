/** First bytes of a packed file and how it is unpacked: gzip (RFC 1952), and zlib (RFC 1950), which debsecan's server sends. */
const PACKINGS = [
  { packing: "gzip", fits: (a: number, b: number) => a === 0x1f && b === 0x8b },
  { packing: "deflate", fits: (a: number, b: number) => (a & 0x0f) === 8 && ((a << 8) | b) % 31 === 0 },
] as const;

/** The bytes of a feed, unpacked where its first bytes say that it is packed; a damaged packing throws TypeError. */
export async function* unpacked(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = ReadableStream.from<Uint8Array<ArrayBuffer>>(plainBuffers(chunks));
  const [head, rest] = await firstBytes(source);
  const found = PACKINGS.find(({ fits }) => head.length >= 2 && fits(head[0] ?? 0, head[1] ?? 0));
  yield* found === undefined ? rest : rest.pipeThrough(new DecompressionStream(found.packing));
}

/** The first bytes of a stream, and the stream with them. */
async function firstBytes(
  source: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<[Uint8Array, ReadableStream<Uint8Array<ArrayBuffer>>]> {
  const reader = source.getReader();
  let head = new Uint8Array(0);
  while (head.length < 2) {
    const { value, done } = await reader.read();
    if (done) break;
    const longer = new Uint8Array(head.length + value.length);
    longer.set(head);
    longer.set(value, head.length);
    head = longer;
  }
  reader.releaseLock();
  return [head, ReadableStream.from(chain(head, source))];
}

async function* chain(
  head: Uint8Array<ArrayBuffer>,
  rest: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  yield head;
  yield* rest;
}

/** What decompression takes: bytes of an ordinary buffer. */
async function* plainBuffers(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for await (const chunk of chunks) yield new Uint8Array(chunk);
}
