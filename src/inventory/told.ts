import { CortexError } from "../contract/wire.ts";
import { PackageFileError } from "../packages/mod.ts";
import { FeedError } from "../security/mod.ts";

/** A damaged database or feed is no fault of the worker: its file, line and reason are for everybody. */
export async function told<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof FeedError) throw new CortexError("FEED_INVALID", error.message);
    if (error instanceof PackageFileError) throw new CortexError("UNAVAILABLE", error.message);
    throw error;
  }
}
