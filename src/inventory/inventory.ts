import { CortexError, type Subsystem } from "../contract/mod.ts";
import { removeIfThere } from "../core/absent.ts";
import { abortWith } from "../core/abort_with.ts";
import { type Clock, rfc3339 } from "../core/clock.ts";
import { type Logger, logger } from "../log/mod.ts";
import {
  fingerprintOf,
  IndexDamageError,
  type IndexFile,
  type IndexInfo,
  type IndexReader,
  openIndexFile,
} from "../packages/index/mod.ts";
import type { HistoryQuery, PackageHistory } from "../packages/history/mod.ts";
import type { Examination, Why } from "../packages/mod.ts";
import { watchedPlaces } from "../packages/places.ts";
import { indexFolder, spareFolder } from "./permissions.ts";
import { createServing } from "./serving.ts";
import { watchFolders } from "./watch.ts";
import type { InventoryWorker } from "./worker_link.ts";
import { messageOf } from "../core/message_of.ts";

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

/** How fresh the inventory is. */
export interface InventoryAge {
  /** When the files were last compared with the index, milliseconds since 1970; null before the first time. */
  readonly checked_at_ms: number | null;
  /** Since when the index is older than the files and could not be built anew; null where it is not. */
  readonly stale_since_ms: number | null;
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
  const { enabled, host_root, worker, clock } = options;
  const log = logger("inventory");
  const root = host_root === "" ? "/" : host_root;
  const path = `${indexFolder(options.state_dir)}/index`;
  const spare = `${spareFolder(options.socket_dir)}/index`;
  const life = new AbortController();
  const serving = createServing();
  let watch: Disposable | undefined;
  let running: Promise<void> | undefined;
  let checked_at_ms: number | null = null;
  let stale_since_ms: number | null = null;
  let examination: { readonly of: string; readonly found: Examination } | null = null;
  let state: Subsystem["state"] = enabled ? "starting" : "off";
  let message: string | null = null;
  let not_kept: string | null = null;
  let is_kept_whole = true;

  const snapshot = (): Subsystem => {
    const seen_ms = state === "running" ? worker.heartbeatAt() : checked_at_ms;
    const last_heartbeat_at = seen_ms === null ? null : rfc3339(seen_ms);
    const heap_bytes = worker.heapBytes();
    return { name: "inventory", state, restarts: worker.restarts(), last_heartbeat_at, heap_bytes, message };
  };

  const succeed = (): void => {
    const has_recovered = stale_since_ms !== null;
    stale_since_ms = null;
    [state, message] = ["idle", not_kept];
    if (has_recovered) options.onState?.(snapshot());
  };

  /** It is tried again with each check; what is the same each time is said once. */
  const fail = (error: unknown): void => {
    const reason = messageOf(error);
    const is_new = message !== reason;
    stale_since_ms ??= clock.wall();
    [state, message] = ["unhealthy", reason];
    if (!is_new) return;
    log.error("Cannot build the index of packages: {reason}", { reason });
    options.onState?.(snapshot());
  };

  const build = async ({ signal, log: tell }: BuildWork): Promise<Built> => {
    state = "running";
    tell(`Reading the packages of ${root}`);
    const built = await worker.ask("build", { root, paths: [path, spare] }, { signal });
    serving.replace(await openIndexFile(built.path));
    not_kept = built.reason && `The index of packages is kept in memory only: ${built.reason}`;
    if (not_kept === null) removeIfThere(spare);
    else log.warn("{message}", { message: not_kept });
    const { problems } = built;
    for (const { file, line, reason } of problems) {
      log.warn("Cannot read {file} line {line}, the other files count: {reason}", { file, line, reason });
      tell(`Cannot read ${file} line ${line}: ${reason}`);
    }
    return { packages: serving.file()?.info.packages ?? 0, problems: problems.length };
  };
  const buildSeen = (signal: AbortSignal): Promise<unknown> =>
    options.asJob === undefined ? build({ signal, log: () => {} }) : options.asJob(build, signal);

  const examine = async (fingerprint: string, signal: AbortSignal): Promise<void> => {
    const kernel = options.kernel();
    const of = `${fingerprint} ${kernel}`;
    if (examination?.of === of) return;
    state = "running";
    examination = { of, found: await worker.ask("examine", { root, kernel }, { signal }) };
  };

  const look = async (signal: AbortSignal): Promise<void> => {
    const places = watchedPlaces(root);
    const fingerprint = await fingerprintOf(root, places);
    checked_at_ms = clock.wall();
    const before = state;
    try {
      if (serving.file() === null && is_kept_whole) serving.replace(await openKept(path, log));
      if (serving.file()?.info.fingerprint !== fingerprint) await buildSeen(signal);
      await examine(fingerprint, signal);
      succeed();
    } catch (error) {
      if (signal.aborted) state = before;
      else fail(error);
    }
    options.onChecked?.();
    if (!life.signal.aborted) watch ??= watchFolders(root, places, () => void checkAnew());
  };

  const lookUntil = async (end: AbortController): Promise<void> => {
    try {
      await look(end.signal);
    } finally {
      end.abort();
      running = undefined;
    }
  };

  const check = (signal: AbortSignal): Promise<void> => {
    if (!enabled || life.signal.aborted) return Promise.resolve();
    return running ??= lookUntil(abortWith(signal, life.signal));
  };

  /** A check that runs may have looked already at what is to be checked. */
  const checkAnew = (): Promise<void> => (running ?? Promise.resolve()).then(() => check(life.signal));

  const nothing = (): never => {
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
  };

  /** What is wrong within an index shows when it is read: then one is built from the host's files. */
  const readAnew = async <T>(
    error: unknown,
    of: IndexFile | null,
    answer: (reader: IndexReader) => T,
  ): Promise<T> => {
    if (!(error instanceof IndexDamageError)) throw error;
    if (serving.file() === of) {
      log.warn("The index of packages is built anew: {reason}", { reason: error.message });
      serving.replace(null);
      is_kept_whole = false;
    }
    await checkAnew();
    return answer(await (serving.reader() ?? nothing()));
  };

  return {
    check,
    info: () => serving.file()?.info ?? null,
    read: (answer) => {
      const of = serving.file();
      const anew = (error: unknown) => readAnew(error, of, answer);
      try {
        const reader = serving.reader() ?? nothing();
        return reader instanceof Promise ? reader.then(answer).catch(anew) : answer(reader);
      } catch (error) {
        return anew(error);
      }
    },
    examination: () => examination?.found ?? null,
    why: (name, signal) => enabled ? worker.ask("why", { root, name }, { signal }) : nothing(),
    history: (query, signal) => enabled ? worker.ask("history", { root, query }, { signal }) : nothing(),
    nothing,
    age: () => ({ checked_at_ms, stale_since_ms }),
    state: snapshot,
    [Symbol.dispose]: () => {
      life.abort();
      watch?.[Symbol.dispose]();
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
    const reason = messageOf(error);
    log.warn("The index of packages is built anew: {reason}", { reason });
    return null;
  }
}
