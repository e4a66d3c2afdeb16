import { CortexError, type ModelFile, type ModelStatus, type Subsystem } from "../../contract/mod.ts";
import { rfc3339 } from "../../core/clock.ts";
import { logger } from "../../log/mod.ts";
import type { Engine, Inference, InferenceOptions, InferenceResult } from "../engine.ts";
import { createQueue, type Priority, type Queue, type Turn } from "../queue.ts";
import { findModel, listModels } from "./catalog.ts";
import { checkBeforeLoad } from "./estimate.ts";
import { fileName, readModelFacts } from "./facts.ts";
import { type HolderOptions, type LoadSettings, type LoadTerms, ModelHolder } from "./model_holder.ts";

/** Settings that count for the next load or the next question. */
export interface ModelSettings extends LoadSettings {
  readonly idle_minutes: number;
  readonly queue_depth: number;
}

/** What {@link createModelEngine} takes. */
export interface ModelEngineOptions extends HolderOptions {
  settings(): ModelSettings;
  /** Time that one waits in line, twice. @default {60000} */
  readonly wait_ms?: number;
}

/** What a question may have besides its prompt. */
export interface ModelInferenceOptions extends InferenceOptions {
  /** @default {"interactive"} */
  readonly priority?: Priority;
}

/** A language model in a worker of its own, which starts for the first question and ends when nobody asks any more. */
export interface ModelEngine extends Engine, AsyncDisposable {
  infer(inference: Inference, options: ModelInferenceOptions): Promise<InferenceResult>;
  /** Path of the model of a name. Throws NOT_FOUND, MODEL_NOT_LOADED. */
  find(name: string | undefined): string;
  /**
   * Loads a model in the place of the one before, whatever it did before. Throws MODEL_INVALID, CANCELLED and others.
   */
  load(path: string, terms: LoadTerms): Promise<void>;
  /** Whether there was one to unload. */
  unload(signal: AbortSignal): Promise<boolean>;
  status(): ModelStatus;
  models(): Promise<ModelFile[]>;
  state(): Subsystem;
}

/** How fast the last answer was. */
type Pace = Pick<ModelStatus, "tokens_per_second" | "first_token_ms">;

/** An engine that has loaded nothing yet. */
export function createModelEngine(options: ModelEngineOptions): ModelEngine {
  return new WorkerEngine(options);
}

class WorkerEngine implements ModelEngine {
  readonly #options: ModelEngineOptions;
  readonly #holder: ModelHolder;
  readonly #queue: Queue;
  #doing: "loading" | "answering" | null = null;
  /** What was loaded by name: it is loaded again after it was idle. */
  #chosen: string | undefined;
  #answered = 0;
  #pace: Pace = { tokens_per_second: null, first_token_ms: null };
  #idle: AbortController | undefined;
  #ended = false;

  constructor(options: ModelEngineOptions) {
    this.#options = options;
    const { clock, sleep } = options;
    this.#queue = createQueue({ depth: () => options.settings().queue_depth, clock, sleep });
    this.#holder = new ModelHolder({
      ...options,
      onHang: (reason) => {
        this.#queue.refuse(() =>
          new CortexError("UNAVAILABLE", `Cannot answer: the daemon restarts: ${reason.message}`, {
            retry_after_seconds: 5,
          })
        );
        // Whoever waits is told why, before all that runs is told that the daemon ends.
        setTimeout(() => options.onHang(reason), 0);
      },
    });
  }

  model(): string | null {
    const path = this.#path();
    return path === null || this.#ended || this.#holder.refuses(path) !== null ? null : fileName(path);
  }

  find(name: string | undefined): string {
    return name === undefined && this.#chosen !== undefined
      ? this.#chosen
      : findModel(this.#options.places, name);
  }

  async infer(inference: Inference, options: ModelInferenceOptions): Promise<InferenceResult> {
    try {
      return await this.#inTurn(options, "answering", async () => {
        await this.#checkBeforeLoad(inference);
        return await this.#answer(inference, options);
      });
    } catch (error) {
      if (error instanceof CortexError && error.code === "TOO_LARGE") {
        logger("assistant").warn("Question dropped: {reason}", { reason: error.message });
      }
      throw error;
    }
  }

  load(path: string, terms: LoadTerms): Promise<void> {
    return this.#inTurn(terms, "loading", async () => {
      this.#holder.forgive();
      await this.#holder.start(path, terms);
      this.#chosen = path;
    });
  }

  unload(signal: AbortSignal): Promise<boolean> {
    return this.#inTurn({ signal }, null, () => this.#holder.stop());
  }

  status(): ModelStatus {
    const { held, problem } = this.#holder;
    const path = this.#path();
    const standing = held === undefined ? "unloaded" : "ready";
    const doing = this.#holder.state().state === "starting" ? "loading" : this.#doing;
    return {
      enabled: true,
      state: doing ?? (path === null ? null : this.#holder.refuses(path)) ?? standing,
      model: path === null ? null : fileName(path),
      path,
      context_tokens: held?.worker.loaded.context_tokens ?? null,
      loaded_at: held === undefined ? null : rfc3339(held.loaded_at_ms),
      waiting: this.#queue.waiting,
      answered: this.#answered,
      restarts: this.#holder.state().restarts,
      ...this.#pace,
      problem,
    };
  }

  async models(): Promise<ModelFile[]> {
    const { places, settings } = this.#options;
    return await listModels(places, settings().n_ctx, this.#holder.held?.path ?? null);
  }

  state(): Subsystem {
    return this.#holder.state();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended = true;
    this.#idle?.abort();
    this.#queue.refuse(shuttingDown);
    await this.#holder.end();
  }

  /** Waits in line, does the work, and sees to it that the model does not stay for ever. */
  async #inTurn<T>(
    options: {
      readonly signal: AbortSignal;
      readonly priority?: Priority;
      onPosition?(before: number): void;
    },
    doing: "loading" | "answering" | null,
    work: () => Promise<T>,
  ): Promise<T> {
    const turn = await this.#enter(options);
    this.#idle?.abort();
    this.#doing = doing;
    try {
      return await work();
    } finally {
      this.#doing = null;
      turn[Symbol.dispose]();
      this.#unloadWhenIdle();
    }
  }

  #enter({ signal, priority = "interactive", onPosition }: {
    readonly signal: AbortSignal;
    readonly priority?: Priority;
    onPosition?(before: number): void;
  }): Promise<Turn> {
    if (this.#ended) throw shuttingDown();
    const wait_ms = this.#options.wait_ms ?? 60_000;
    return this.#queue.enter({
      priority,
      signal,
      wait_ms,
      ...(onPosition === undefined ? {} : { onPosition }),
    });
  }

  /** Throws TOO_LARGE where a load would be for nothing; what is wrong with the file the load tells. */
  async #checkBeforeLoad(inference: Inference): Promise<void> {
    if (this.#holder.held !== undefined) return;
    const facts = await readModelFacts(this.find(undefined)).catch(() => null);
    if (facts !== null) checkBeforeLoad(facts, this.#options.settings().n_ctx, inference);
  }

  /** Answers; once more with a new worker where the old one died before it had said anything. */
  async #answer(inference: Inference, options: ModelInferenceOptions): Promise<InferenceResult> {
    const { clock } = this.#options;
    const { signal } = options;
    for (let attempt = 1;; attempt++) {
      const held = await this.#holder.ready(this.find(undefined));
      const begun_ms = clock.steady();
      let first_ms: number | undefined;
      const onText = (text: string, tokens: number) => {
        first_ms ??= clock.steady();
        options.onTokens?.(tokens);
        options.onText?.(text);
      };
      try {
        const result = await this.#holder.native(
          held.path,
          "answer",
          () => held.worker.infer(inference, { signal, onText }),
        );
        this.#answered++;
        this.#pace = paceOf(result, { begun_ms, first_ms: first_ms ?? begun_ms, end_ms: clock.steady() });
        return result;
      } catch (error) {
        // One that hung, or died too often, is not started again.
        const may_go_on = this.#holder.held !== held && this.#holder.refuses(held.path) === null;
        if (!may_go_on || first_ms !== undefined || attempt > 1 || signal.aborted) throw error;
      }
    }
  }

  #unloadWhenIdle(): void {
    const { sleep, settings } = this.#options;
    const { idle_minutes } = settings();
    if (idle_minutes === 0 || this.#holder.held === undefined || this.#queue.busy) return;
    const idle = this.#idle = new AbortController();
    // Ends with the next question, or with the line being as full as it may be.
    sleep(idle_minutes * 60_000, idle.signal).then(() => this.unload(new AbortController().signal)).catch(
      () => {},
    );
  }

  #path(): string | null {
    try {
      return this.#holder.held?.path ?? this.find(undefined);
    } catch {
      return null;
    }
  }
}

function paceOf(
  { tokens }: InferenceResult,
  { begun_ms, first_ms, end_ms }: Readonly<Record<"begun_ms" | "first_ms" | "end_ms", number>>,
): Pace {
  const seconds = (end_ms - first_ms) / 1000;
  return {
    tokens_per_second: tokens < 2 || seconds <= 0 ? null : Math.round((tokens - 1) / seconds * 10) / 10,
    first_token_ms: Math.round(first_ms - begun_ms),
  };
}

function shuttingDown(): CortexError {
  return new CortexError("SHUTTING_DOWN", "Cannot use the model: the daemon is stopping", {
    retry_after_seconds: 1,
  });
}
