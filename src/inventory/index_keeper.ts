import { removeIfThere } from "../core/absent.ts";
import { placeInFile } from "../core/file_error.ts";
import { messageOf } from "../core/message_of.ts";
import { type Logger, logger } from "../log/mod.ts";
import { type IndexFile, type IndexReader, openIndexFile } from "../packages/index/mod.ts";
import { createServing } from "./serving.ts";
import type { InventoryWorker } from "./worker_link.ts";

/** What a build of the index is given. */
export interface BuildWork {
  readonly signal: AbortSignal;
  /** Told what was found on the way. */
  log(line: string): void;
}

/** What a build came to. */
export interface Built extends Readonly<Record<string, unknown>> {
  readonly packages: number;
  /** Lists and databases that could not be read. */
  readonly problems: number;
}

/** What {@link createIndexKeeper} takes. */
export interface IndexKeeperOptions {
  /** `/`, or where the host's files are. */
  readonly root: string;
  /** Where the index is kept. */
  readonly path: string;
  /** Where it is while that cannot be written. */
  readonly spare: string;
  readonly worker: Pick<InventoryWorker, "ask">;
  /** Runs a build where others see it. Ends with it and fails as it does. @default it is just run */
  readonly asJob?:
    | ((build: (work: BuildWork) => Promise<Built>, signal: AbortSignal) => Promise<void>)
    | undefined;
}

/** The index in force, and how the next one comes. */
export interface IndexKeeper extends Disposable {
  /** null: none was built yet. */
  file(): IndexFile | null;
  /** As `Serving.reader`. */
  reader(): IndexReader | null | Promise<IndexReader>;
  /** Whether the index in force is of files with that fingerprint; that of the last run is opened first. */
  isOf(fingerprint: string): Promise<boolean>;
  /** Builds an index of what the host has now and puts it in force. Fails as the worker. */
  build(signal: AbortSignal): Promise<void>;
  /** Gives up an index that turned out to be damaged, unless another one is in force by now. */
  discard(damaged: IndexFile | null, reason: string): void;
  /** Why the index is in memory only; null where it is not. */
  note(): string | null;
}

/** Keeps an index that is not looked for yet. */
export function createIndexKeeper({ root, path, spare, worker, asJob }: IndexKeeperOptions): IndexKeeper {
  const log = logger("inventory");
  const serving = createServing();
  let is_kept_whole = true;
  let note: string | null = null;

  const build = async ({ signal, log: tell }: BuildWork): Promise<Built> => {
    tell(`Reading the packages of ${root}`);
    const built = await worker.ask("build", { root, paths: [path, spare] }, { signal });
    serving.replace(await openIndexFile(built.path));
    note = built.reason && `The index of packages is kept in memory only: ${built.reason}`;
    if (note === null) removeIfThere(spare);
    else log.warn("{message}", { message: note });
    for (const { file, line, reason } of built.problems) {
      const place = placeInFile(file, line);
      log.warn("Cannot read {place}, the other files count: {reason}", { place, reason });
      tell(`Cannot read ${place}: ${reason}`);
    }
    return { packages: built.packages, problems: built.problems.length };
  };

  return {
    file: serving.file,
    reader: serving.reader,
    async isOf(fingerprint) {
      if (serving.file() === null && is_kept_whole) serving.replace(await openKept(path, log));
      return serving.file()?.info.fingerprint === fingerprint;
    },
    async build(signal) {
      if (asJob === undefined) await build({ signal, log: () => {} });
      else await asJob(build, signal);
    },
    discard(damaged, reason) {
      if (serving.file() !== damaged) return;
      log.warn("The index of packages is built anew: {reason}", { reason });
      serving.replace(null);
      is_kept_whole = false;
    },
    note: () => note,
    [Symbol.dispose]() {
      serving[Symbol.dispose]();
      removeIfThere(spare);
    },
  };
}

/** The index of the last run; null where there is none, or one that cannot be read. */
async function openKept(path: string, log: Logger): Promise<IndexFile | null> {
  try {
    return await openIndexFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    log.warn("The index of packages is built anew: {reason}", { reason: messageOf(error) });
    return null;
  }
}
