import { CortexError, type OutputOf, type ParsedInputOf } from "../contract/mod.ts";
import type { Clock } from "../core/clock.ts";
import { withDeadline } from "../core/deadline.ts";
import { PartWriter } from "../core/part_writer.ts";
import type { InventoryWorker, Vulnerabilities } from "../inventory/mod.ts";
import type { Jobs, Result, Work } from "../jobs/mod.ts";
import { removeLeftover, removeLeftoverSync } from "./leftover.ts";

/** How long a job waits for the first bytes, and for more of them. */
const WAIT_MS = 60_000;

/** Feeds that clients send: taken by a job, checked by the inventory's worker, and put in force whole or not at all. */
export interface FeedImports {
  /** Starts one. Throws UNAVAILABLE where the inventory is off, TOO_LARGE, BUSY while another is imported. */
  start(input: ParsedInputOf<"feeds.import">): OutputOf<"feeds.import">;
  /** Takes the bytes that a job waits for. Fails as its job does, and with NOT_FOUND where none waits. */
  take(job: string, chunks: ReadableStream<Uint8Array>): Promise<void>;
}

/** What imports are made of. */
export interface FeedImportsOptions {
  readonly jobs: Jobs;
  readonly worker: InventoryWorker;
  readonly vulnerabilities: Pick<Vulnerabilities, "check" | "known">;
  readonly enabled: boolean;
  /** Folder of the feeds. */
  readonly folder: string;
  /** Where the host's files are; empty for this host. */
  readonly host_root: string;
  readonly clock: Clock;
  /** Largest feed, bytes; asked each time. */
  max_bytes(): number;
}

/** A job that waits for its bytes. */
interface Waiting {
  readonly work: Work;
  readonly input: ParsedInputOf<"feeds.import">;
  readonly arrived: PromiseWithResolvers<void>;
}

/** Removes what the last run left. */
export function createFeedImports(options: FeedImportsOptions): FeedImports {
  const { jobs, worker, vulnerabilities, folder } = options;
  // A name with a dot in front is no feed yet.
  const draft = `${folder}/.import`;
  let waiting: Waiting | undefined;
  removeLeftoverSync(draft);

  const run = async (work: Work, input: Waiting["input"]): Promise<Result> => {
    const arrived = Promise.withResolvers<void>();
    waiting = { work, input, arrived };
    const timer = setTimeout(() => {
      if (waiting?.work === work) arrived.reject(noBytes("nobody has sent it"));
    }, WAIT_MS);
    const stop = () => arrived.reject(work.signal.reason);
    work.signal.addEventListener("abort", stop);
    try {
      await arrived.promise;
      const root = options.host_root === "" ? "/" : options.host_root;
      const check = { root, path: draft, name: input.name };
      const { format, suite, entries } = await worker.ask("checkFeed", check, { signal: work.signal });
      work.signal.throwIfAborted();
      await place(draft, folder, format);
      await vulnerabilities.check(work.signal);
      const in_force = vulnerabilities.known()?.feed?.name === format;
      return { feed: format, suite, entries, in_force };
    } finally {
      clearTimeout(timer);
      work.signal.removeEventListener("abort", stop);
      waiting = undefined;
      await removeLeftover(draft);
    }
  };

  return {
    start: (input) => {
      if (!options.enabled) {
        throw new CortexError(
          "UNAVAILABLE",
          "Cannot import a feed: the inventory is off; set inventory.enabled and restart the daemon",
        );
      }
      checkSize(input.bytes ?? 0, options.max_bytes());
      return jobs.start({
        kind: "feeds.import",
        title: `Import of the feed ${input.name}`,
        run: (work) => run(work, input),
      });
    },
    take: async (job, chunks) => {
      const found = waiting;
      if (found?.work.id !== job) {
        throw new CortexError(
          "NOT_FOUND",
          `Cannot take the feed for the job "${job}": it does not wait for one; start another`,
        );
      }
      waiting = undefined;
      try {
        Deno.mkdirSync(folder, { recursive: true, mode: 0o700 });
        await write(draft, chunks, found, { max_bytes: options.max_bytes(), now_ms: options.clock.wall() });
        found.arrived.resolve();
      } catch (error) {
        found.arrived.reject(error);
        throw error;
      }
    },
  };
}

/** Writes what comes, as it comes, for good. */
async function write(
  draft: string,
  chunks: ReadableStream<Uint8Array>,
  { work, input }: Waiting,
  { max_bytes, now_ms }: { readonly max_bytes: number; readonly now_ms: number },
): Promise<void> {
  using file = await Deno.open(draft, { write: true, create: true, truncate: true, mode: 0o600 });
  const writer = new PartWriter(file);
  const reader = chunks.getReader();
  const next = () =>
    withDeadline(reader.read(), WAIT_MS, () => noBytes("its client sends no more")).catch((error) => {
      throw error instanceof CortexError ? error : noBytes("its client went away");
    });
  try {
    let bytes = 0;
    for (let { done, value } = await next(); !done && value !== undefined; { done, value } = await next()) {
      work.signal.throwIfAborted();
      bytes += value.byteLength;
      checkSize(bytes, max_bytes);
      await writer.write(value);
      work.progress(bytes, input.bytes);
    }
    await writer.flush();
    await file.sync();
    const published_ms = Math.min(Date.parse(input.published_at ?? "") || now_ms, now_ms);
    await file.utime(new Date(now_ms), new Date(published_ms));
    work.log(`Took ${bytes} bytes`);
  } catch (error) {
    await reader.cancel().catch(() => {}); // its client has gone
    throw error;
  }
}

/** Puts a feed in the place of the last one of its format: rename(2) is atomic. */
async function place(draft: string, folder: string, name: string): Promise<void> {
  await Deno.rename(draft, `${folder}/${name}`);
  using opened = await Deno.open(folder, { read: true });
  await opened.sync();
}

function checkSize(bytes: number, limit: number): void {
  if (bytes <= limit) return;
  throw new CortexError(
    "TOO_LARGE",
    `Cannot import the feed: it is larger than ${limit} bytes; see security.max_feed_bytes`,
    { details: { limit_bytes: limit } },
  );
}

function noBytes(state: string): CortexError {
  return new CortexError("TIMEOUT", `Cannot import the feed: ${state}; start again`);
}
