import { CortexError, type Subsystem } from "../contract/mod.ts";
import { abortWith } from "../core/abort_with.ts";
import type { Clock } from "../core/clock.ts";
import {
  fingerprintOf,
  IndexDamageError,
  type IndexFile,
  type IndexInfo,
  type IndexReader,
} from "../packages/index/mod.ts";
import type { HistoryQuery, PackageHistory } from "../packages/history/mod.ts";
import type { Examination, Why } from "../packages/mod.ts";
import { watchedPlaces } from "../packages/places.ts";
import { createCondition, type InventoryAge } from "./condition.ts";
import { type BuildWork, type Built, createIndexKeeper } from "./index_keeper.ts";
import { indexFolder, spareFolder } from "./permissions.ts";
import { createFolderWatch } from "./watch.ts";
import type { InventoryWorker } from "./worker_link.ts";

/** What {@link createInventory} takes. */
export interface InventoryOptions {
  readonly enabled: boolean;
  /** The daemon's state folder. */
  readonly state_dir: string;
  /** The daemon's folder of sockets, where the index is while the state folder cannot be written. */
  readonly socket_dir: string;
  /** Where the host's files are; empty for this host. */
  readonly host_root: string;
  readonly worker: InventoryWorker;
  readonly clock: Clock;
  /** Release of the kernel that runs; null where it is not known yet. */
  kernel(): string | null;
  /** Told when it does its work again and when it does not. */
  onState?(state: Subsystem): void;
  /** Runs a build where others see it. Ends with it and fails as it does. @default it is just run */
  asJob?(build: (work: BuildWork) => Promise<Built>, signal: AbortSignal): Promise<void>;
  /** Told after each check, also after one that failed. */
  onChecked?(): void;
}

/** The packages of this host: the last index, and what keeps it fresh. */
export interface Inventory extends Disposable {
  /** Compares the files with the index and builds it anew where they differ. Never fails: the state tells. */
  check(signal: AbortSignal): Promise<void>;
  /** What the index in force says of itself; null where none was built yet. */
  info(): IndexInfo | null;
  /**
   * Answers from the index in force. One that turns out to be damaged is built anew from the host's files, and answers
   * then. Fails as `nothing` where there is none.
   */
  read<T>(answer: (reader: IndexReader) => T): T | Promise<T>;
  /** What the last check found pending and wrong; null before the first one. */
  examination(): Examination | null;
  /** Why a package is installed, asked anew; null where it is not. Fails as the worker. */
  why(name: string, signal: AbortSignal): Promise<Why | null>;
  /** What was done to packages, read anew. Fails as the worker. */
  history(query: HistoryQuery, signal: AbortSignal): Promise<PackageHistory>;
  /** Throws why there is no index: NOT_READY before the first one, UNAVAILABLE where there will be none. */
  nothing(): never;
  age(): InventoryAge;
  state(): Subsystem;
}

/** An inventory that does nothing before its first check. */
export function createInventory(options: InventoryOptions): Inventory {
  const { enabled, worker } = options;
  const root = options.host_root === "" ? "/" : options.host_root;
  const life = new AbortController();
  const condition = createCondition(options);
  const index = createIndexKeeper({
    root,
    path: `${indexFolder(options.state_dir)}/index`,
    spare: `${spareFolder(options.socket_dir)}/index`,
    worker,
    asJob: options.asJob,
  });
  let examination: { readonly of: string; readonly found: Examination } | null = null;
  let running: Promise<void> | undefined;

  const examine = async (fingerprint: string, signal: AbortSignal): Promise<void> => {
    const kernel = options.kernel();
    const of = `${fingerprint} ${kernel}`;
    if (examination?.of === of) return;
    condition.work();
    examination = { of, found: await worker.ask("examine", { root, kernel }, { signal }) };
  };

  /** What a check does: whatever is older than the files is made anew. */
  const look = async (signal: AbortSignal): Promise<void> => {
    const places = watchedPlaces(root);
    await watch.follow(places);
    const fingerprint = await fingerprintOf(root, places);
    condition.begin();
    try {
      if (!await index.isOf(fingerprint)) {
        condition.work();
        await index.build(signal);
      }
      await examine(fingerprint, signal);
      condition.succeed(index.note());
    } catch (error) {
      if (signal.aborted) condition.breakOff();
      else condition.fail(error);
    }
    options.onChecked?.();
  };

  const lookUntil = async (end: AbortController): Promise<void> => {
    try {
      await look(end.signal);
    } finally {
      end.abort();
      running = undefined;
    }
  };

  /** One at a time: who asks for a check while one runs gets that one. */
  const check = (signal: AbortSignal): Promise<void> => {
    if (!enabled || life.signal.aborted) return Promise.resolve();
    return running ??= lookUntil(abortWith(signal, life.signal));
  };

  /** A check that runs may have looked already at what is to be checked. */
  const checkAnew = (): Promise<void> => (running ?? Promise.resolve()).then(() => check(life.signal));

  const watch = createFolderWatch(root, () => void checkAnew());

  const nothing = (): never => noIndex(enabled, condition.message());

  const read = <T>(answer: (reader: IndexReader) => T): T | Promise<T> => {
    const of = index.file();
    const anew = (error: unknown) => readAnew(error, of, answer);
    try {
      const reader = index.reader() ?? nothing();
      return reader instanceof Promise ? reader.then(answer).catch(anew) : answer(reader);
    } catch (error) {
      return anew(error);
    }
  };

  /** What is wrong within an index shows when it is read: then one is built from the host's files. */
  const readAnew = async <T>(
    error: unknown,
    of: IndexFile | null,
    answer: (reader: IndexReader) => T,
  ): Promise<T> => {
    if (!(error instanceof IndexDamageError)) throw error;
    index.discard(of, error.message);
    await checkAnew();
    return answer(await (index.reader() ?? nothing()));
  };

  return {
    check,
    info: () => index.file()?.info ?? null,
    read,
    examination: () => examination?.found ?? null,
    why: (name, signal) => enabled ? worker.ask("why", { root, name }, { signal }) : nothing(),
    history: (query, signal) => enabled ? worker.ask("history", { root, query }, { signal }) : nothing(),
    nothing,
    age: condition.age,
    state: condition.snapshot,
    [Symbol.dispose]: () => {
      life.abort();
      watch[Symbol.dispose]();
      index[Symbol.dispose]();
    },
  };
}

function noIndex(enabled: boolean, message: string | null): never {
  if (!enabled) {
    throw new CortexError(
      "UNAVAILABLE",
      "Cannot look at packages: the inventory is off; set inventory.enabled and restart the daemon",
    );
  }
  if (message !== null) {
    throw new CortexError("UNAVAILABLE", `Cannot look at packages: there is no index: ${message}`);
  }
  throw new CortexError(
    "NOT_READY",
    "Cannot look at packages yet: their index is being built; try again",
    { retry_after_seconds: 2 },
  );
}
