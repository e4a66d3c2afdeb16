import * as declared from "xz-decompress";

/** The package is CommonJS, whose exports Deno hands over as the default one; its declarations say otherwise. */
const { XzReadableStream } = (declared as unknown as { readonly default: typeof declared }).default;

/**
 * Unpacks XZ as it comes (The .xz File Format 1.2.1), in memory for its dictionary: 64 MiB at most, as `xz -9` makes
 * them. Files are unpacked one after the other: a second one waits until the first is read or left. Throws
 * RangeError for what is none, cut, damaged or needs more memory.
 */
export async function* xzUnpacked(chunks: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* new XzReadableStream(chunks);
  } catch (cause) {
    throw new RangeError("Cannot unpack XZ: it is cut, damaged, or needs more than 64 MiB of memory", {
      cause,
    });
  }
}
