import { type Advisory, feedBytes, FeedError, type FeedFormat, readFeed } from "../security/mod.ts";

/** The AUR's archive lies beside the feeds and is none. */
const OTHERS: readonly string[] = ["packages-meta-ext-v1.json.gz"];

/** A feed's file. */
export interface FeedPath {
  /** Its name in the folder of feeds. */
  readonly name: string;
  readonly path: string;
  /** When its publisher made it, as far as the file's time says, milliseconds since 1970. */
  readonly taken_at_ms: number;
  /** When it got its name here, milliseconds since 1970. */
  readonly imported_at_ms: number;
}

/** A feed's file that was read. */
export interface FeedFacts extends Omit<FeedPath, "path"> {
  readonly format: string;
  readonly suite: string;
  /** Advisories for that suite. */
  readonly entries: number;
}

/** The facts of a feed with what it says of the packages that matter. */
export interface ReadFeed {
  readonly facts: FeedFacts;
  readonly format: FeedFormat;
  readonly advisories: readonly Advisory[];
}

/** A file that may be a feed. Throws FeedError for anything but a file; a link is not followed. */
export function feedPath(path: string, name: string): FeedPath {
  const { isFile, mtime, ctime } = Deno.lstatSync(path);
  if (!isFile) throw new FeedError(name, 0, "it is not a file");
  const taken_at_ms = mtime?.getTime() ?? 0;
  return { name, path, taken_at_ms, imported_at_ms: Math.max(taken_at_ms, ctime?.getTime() ?? 0) };
}

/** The feeds in a folder; none where it is not there. What begins with a dot is not whole yet. */
export function feedPaths(folder: string): FeedPath[] {
  try {
    return [...Deno.readDirSync(folder)]
      .filter(({ name, isFile }) => isFile && !name.startsWith(".") && !OTHERS.includes(name))
      .map(({ name }) => feedPath(`${folder}/${name}`, name));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

/**
 * Reads a feed. Throws FeedError for one that is damaged, of no known format, or about other releases only, and for
 * one that has gone or that this user may not read.
 * @param wanted Says of which packages, or of what they are built from, its advisories are kept.
 */
export async function readFeedFile(
  { path, ...times }: FeedPath,
  suite: string,
  wanted: (name: string) => boolean,
): Promise<ReadFeed> {
  using file = await open(path, times.name);
  const { format, entries, advisories } = await readFeed(feedBytes(file), {
    file: times.name,
    suite,
    wanted,
  });
  if (entries === 0) throw new FeedError(times.name, 0, `it says nothing of the release "${suite}"`);
  return { facts: { ...times, format: format.name, suite, entries }, format, advisories };
}

async function open(path: string, name: string): Promise<Deno.FsFile> {
  try {
    return await Deno.open(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) throw new FeedError(name, 0, "it has gone");
    if (error instanceof Deno.errors.PermissionDenied) {
      throw new FeedError(name, 0, "this user may not read it");
    }
    throw error;
  }
}
