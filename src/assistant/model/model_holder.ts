import { CortexError, type Subsystem, toCortexError } from "../../contract/mod.ts";
import { type Clock, rfc3339 } from "../../core/clock.ts";
import { createRestarts, type Restarts } from "../../core/restarts.ts";
import type { Sleep } from "../../core/sleep.ts";
import type { WorkerPort } from "../../core/spawn_worker.ts";
import { logger } from "../../log/mod.ts";
import type { AssistantPlaces } from "../places.ts";
import { checkMemory, contextTokens, secondContextTokens } from "./estimate.ts";
import { fileName, readModelFacts } from "./facts.ts";
import { fileId } from "./file_id.ts";
import { markText, type ModelMarks } from "./mark.ts";
import { type ModelWorker, startModelWorker } from "./loaded_model.ts";

/** Settings that count for the next load. */
export interface LoadSettings {
  readonly n_threads: number;
  readonly n_ctx: number;
  readonly use_mmap: boolean;
  readonly context_memory_mb: number;
  /** Time without a sign of native code after which it counts as hung. */
  readonly hang_seconds: number;
}

/** How a load is followed and ended. */
export interface LoadTerms {
  readonly signal: AbortSignal;
  /** Told how far it is, 0 to 1. */
  onProgress(fraction: number): void;
  /** Told how many are before it in line, whenever that changes. */
  onPosition?(before: number): void;
}

/** What a holder needs. */
export interface HolderOptions {
  readonly places: AssistantPlaces;
  settings(): LoadSettings;
  /** A worker with the assistant's permissions. */
  spawn(): WorkerPort;
  readonly marks: ModelMarks;
  /** Memory that is left for a model, bytes; null where nobody knows. */
  available_bytes(): Promise<number | null>;
  /** Told after each change of state. */
  onState(state: Subsystem): void;
  /** Runs a load that a question asks for. @default {runs it, told to nobody} */
  loading?<T>(path: string, load: (terms: LoadTerms) => Promise<T>): Promise<T>;
  /** Native code hangs: the process must end soon, for nothing else stops it. */
  onHang(reason: Error): void;
  readonly clock: Clock;
  readonly sleep: Sleep;
  /** As of the worker's link. */
  readonly heartbeat_ms?: number;
}

/** A model that is in memory. */
export interface Held {
  readonly path: string;
  /** The file as it was, to see whether another one is in its place. */
  readonly file: string;
  readonly worker: ModelWorker;
  readonly loaded_at_ms: number;
}

/** Of a load that nobody follows. */
const UNFOLLOWED: LoadTerms = { signal: new AbortController().signal, onProgress: () => {} };

/**
 * Holds one model in a worker: starts it, ends it, and knows why there is none. Its caller does one thing at a time.
 */
export class ModelHolder {
  readonly #log = logger("assistant");
  readonly #options: HolderOptions;
  #held: Held | undefined;
  #state: Subsystem["state"] = "idle";
  #problem: string | null = null;
  /** The model that is not loaded before an administrator says so. */
  #blocked: string | null = null;
  readonly #restarts: Restarts;

  constructor(options: HolderOptions) {
    this.#options = options;
    this.#restarts = createRestarts({ clock: options.clock });
    const left = options.marks.left();
    if (left === null) return;
    this.#blocked = left.path;
    this.#problem = markText(left);
  }

  /** The model in memory. */
  get held(): Held | undefined {
    return this.#held;
  }

  /** Why no model answers; null: nothing is wrong. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Whether a model would be loaded for a question. */
  refuses(path: string): "blocked" | "unhealthy" | null {
    if (path === this.#blocked) return "blocked";
    return this.#state === "unhealthy" ? "unhealthy" : null;
  }

  /** How it is as a part of the daemon. */
  state(): Subsystem {
    const beat = this.#held?.worker.heartbeatAt();
    return {
      name: "assistant",
      state: this.#state,
      restarts: this.#restarts.total(),
      last_heartbeat_at: beat === undefined ? null : rfc3339(beat),
      heap_bytes: this.#held?.worker.heapBytes() ?? null,
      message: this.#problem,
    };
  }

  /** Forgets what went wrong with models before. */
  forgive(): void {
    this.#blocked = this.#problem = null;
    this.#restarts.forget();
    this.#options.marks.clear();
  }

  /** The worker that is to answer; started where there is none, or another file is in the model's place. */
  async ready(path: string): Promise<Held> {
    if (this.refuses(path) !== null) {
      const why = this.#problem ?? "the model does not run";
      throw new CortexError(
        "MODEL_NOT_LOADED",
        `Cannot answer: ${why}; \`cortex model load\` tries it again`,
      );
    }
    if (this.#held !== undefined && this.#held.file === fileId(path)) return this.#held;
    const load = (terms: LoadTerms) => this.start(path, terms);
    return await (this.#options.loading?.(path, load) ?? load(UNFOLLOWED));
  }

  /** Loads a model in the place of the one before. Throws CANCELLED once native code has stopped. */
  async start(path: string, terms: LoadTerms): Promise<Held> {
    await this.stop();
    this.#enter("starting", null);
    try {
      return await this.#start(path, terms);
    } catch (error) {
      if (terms.signal.aborted) {
        this.#enter("idle", null);
        throw new CortexError("CANCELLED", `Cannot load the model "${path}": its load was cancelled`);
      }
      const { message } = toCortexError(error);
      this.#log.error("Cannot load the model: {reason}", { reason: message, error });
      this.#enter("unhealthy", message);
      throw error;
    }
  }

  async #start(path: string, { signal, onProgress }: LoadTerms): Promise<Held> {
    const { places, settings, clock, sleep, spawn, heartbeat_ms } = this.#options;
    const { n_ctx, n_threads, use_mmap, context_memory_mb, hang_seconds } = settings();
    const file = fileId(path);
    const facts = await readModelFacts(path);
    const limits = {
      context_bytes: context_memory_mb * 2 ** 20,
      available_bytes: await this.#options.available_bytes(),
    };
    checkMemory(facts, n_ctx, limits);
    const worker = await this.native(path, "load", () =>
      startModelWorker({
        spawn,
        load: {
          library_dir: places.library_dir,
          model_path: path,
          name: fileName(path),
          context_tokens: contextTokens(facts, n_ctx),
          second_context_tokens: secondContextTokens(facts, n_ctx, limits),
          threads: n_threads,
          use_mmap,
        },
        signal,
        onProgress,
        onEnd: (reason, how) => how === "silence" ? this.#hang(path, reason) : this.#die(reason),
        stall_ms: hang_seconds * 1000,
        ...(heartbeat_ms === undefined ? {} : { heartbeat_ms }),
        clock,
        sleep,
      }));
    this.#held = { path, file, worker, loaded_at_ms: clock.wall() };
    this.#enter("running", null);
    this.#log.info("Model loaded: {model}", { model: fileName(path), path });
    return this.#held;
  }

  /** Whether there was one to end. */
  async stop(): Promise<boolean> {
    const held = this.#held;
    if (held === undefined) return false;
    this.#held = undefined;
    await held.worker.end();
    this.#enter("idle", null);
    this.#log.info("Model unloaded: {model}", { model: fileName(held.path) });
    return true;
  }

  /** Runs native code; what would end the process meanwhile leaves a mark. */
  async native<T>(path: string, reason: "load" | "answer", work: () => Promise<T>): Promise<T> {
    const { marks, clock } = this.#options;
    marks.set({ path, reason, at: rfc3339(clock.wall()) });
    try {
      return await work();
    } finally {
      this.#unmark();
    }
  }

  /** Ends it for good. A load that goes on meanwhile ends with the process, and is no fault of the model's. */
  async end(): Promise<void> {
    await this.stop();
    this.#unmark();
  }

  /** What blocks a model stays. */
  #unmark(): void {
    if (this.#blocked === null) this.#options.marks.clear();
  }

  /** The worker died; the next question starts another, unless too many have died. */
  #die(reason: Error): void {
    this.#held = undefined;
    this.#log.error("The model's worker died: {reason}", { reason: reason.message });
    if (this.#restarts.next() === null) {
      return this.#enter("unhealthy", `${reason.message}; ${this.#restarts.givenUp()}`);
    }
    this.#enter("restarting", reason.message);
  }

  /** The process ends by this; what it leaves says why. */
  #hang(path: string, reason: Error): void {
    const { marks, clock, onHang } = this.#options;
    this.#blocked = path;
    this.#held?.worker.abandon();
    this.#held = undefined;
    this.#enter("unhealthy", reason.message);
    marks.set({ path, reason: reason.message, at: rfc3339(clock.wall()) });
    onHang(reason);
  }

  #enter(state: Subsystem["state"], problem: string | null): void {
    this.#state = state;
    this.#problem = problem;
    this.#options.onState(this.state());
  }
}
