import { type Duplex, pipeline, Readable } from "node:stream";

/** What one of Node's streams makes of these chunks. Fails as it does, and as they do. */
export function throughNode(chunks: AsyncIterable<Uint8Array>, stream: Duplex): AsyncIterable<Uint8Array> {
  pipeline(Readable.from(chunks), stream, () => {}); // who reads the stream is told
  return stream;
}
