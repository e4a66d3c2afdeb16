import { FEED_FORMATS } from "../../../src/security/feeds/formats.ts";
import type { Advisory, FeedFormat } from "../../../src/security/advisory.ts";

/** A text as a stream of bytes, cut into chunks of a size. */
export async function* chunks(text: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

/** The format of a name. */
export function format(name: string): FeedFormat {
  const found = FEED_FORMATS.find((known) => known.name === name);
  if (found === undefined) throw new RangeError(`Cannot find feed format "${name}"`);
  return found;
}

/** The advisories of a feed that is given as text. */
export function read(name: string, text: string, suite: string): Promise<Advisory[]> {
  return format(name).read(chunks(text), { file: "/feed", suite });
}
