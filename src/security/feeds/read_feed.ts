import type { Advisory, FeedFormat, FeedOptions } from "../advisory.ts";
import { FeedError } from "../feed_error.ts";
import { peek } from "../peek.ts";
import { unpacked } from "../unpack.ts";
import { FEED_FORMATS } from "./formats.ts";
import { messageOf } from "../../core/message_of.ts";

/** How much of a feed is looked at to tell its format, bytes: a record of OSV may begin with a long description. */
const HEAD_BYTES = 65_536;

/** Most advisories that are kept: what is installed on a host has some ten thousand. */
const MAX_KEPT = 1_000_000;

/** A feed that was read. */
export interface ReadFeed {
  readonly format: FeedFormat;
  /** What it says of the release, whether kept or not. */
  readonly entries: number;
  readonly advisories: readonly Advisory[];
}

/**
 * Reads a feed of any known format, packed by gzip or zlib or not at all, and keeps what it says of the packages that
 * are wanted, by their own name or by that of what they are built from. Throws {@link FeedError} for one that is
 * damaged, of no known format, or says too much of them.
 */
export async function readFeed(
  chunks: AsyncIterable<Uint8Array>,
  options: Pick<FeedOptions, "file" | "suite"> & { readonly wanted?: (name: string) => boolean },
): Promise<ReadFeed> {
  let [entries, kept] = [0, 0];
  const keep = (advisory: Advisory) => {
    entries++;
    if (options.wanted?.(advisory.package) === false) return false;
    if (++kept > MAX_KEPT) throw new FeedError(options.file, 0, `it has more than ${MAX_KEPT} entries`);
    return true;
  };
  try {
    const { head, whole } = await peek(unpacked(chunks), HEAD_BYTES);
    const beginning = new TextDecoder().decode(head).trimStart();
    const format = FEED_FORMATS.find((known) => known.recognises(beginning));
    if (format === undefined) {
      const known = FEED_FORMATS.map(({ name }) => name).join(", ");
      throw new FeedError(options.file, 1, `it is of no known format; known are ${known}`);
    }
    const advisories = await format.read(whole, { ...options, keep });
    return { format, entries, advisories };
  } catch (error) {
    if (error instanceof FeedError) throw error;
    throw new FeedError(options.file, 0, messageOf(error));
  }
}
