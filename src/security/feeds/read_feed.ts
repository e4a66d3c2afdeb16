import type { Advisory, FeedFormat, FeedOptions } from "../advisory.ts";
import { FeedError } from "../feed_error.ts";
import { peek } from "../peek.ts";
import { unpacked } from "../unpack.ts";
import { FEED_FORMATS } from "./formats.ts";
import { messageOf } from "../../core/message_of.ts";

/** How much of a feed is looked at to tell its format, bytes: a record of OSV may begin with a long description. */
const HEAD_BYTES = 65_536;

/**
 * Reads a feed of any known format, packed by gzip or zlib or not at all. Throws {@link FeedError} for one that is
 * damaged or of no known format.
 */
export async function readFeed(
  chunks: AsyncIterable<Uint8Array>,
  options: FeedOptions,
): Promise<{ readonly format: FeedFormat; readonly advisories: readonly Advisory[] }> {
  try {
    const { head, whole } = await peek(unpacked(chunks), HEAD_BYTES);
    const beginning = new TextDecoder().decode(head).trimStart();
    const format = FEED_FORMATS.find((known) => known.recognises(beginning));
    if (format === undefined) {
      const known = FEED_FORMATS.map(({ name }) => name).join(", ");
      throw new FeedError(options.file, 1, `it is of no known format; known are ${known}`);
    }
    return { format, advisories: await format.read(whole, options) };
  } catch (error) {
    if (error instanceof FeedError) throw error;
    throw new FeedError(options.file, 0, messageOf(error));
  }
}
