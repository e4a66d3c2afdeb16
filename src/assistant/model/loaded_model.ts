import { CortexError } from "../../contract/mod.ts";
import type { Clock } from "../../core/clock.ts";
import type { Sleep } from "../../core/sleep.ts";
import type { WorkerPort } from "../../core/spawn_worker.ts";
import { openLink, type WorkerEnd, type WorkerLink } from "../../core/worker_link.ts";
import type { Inference, InferenceResult } from "../engine.ts";
import type { Loaded, LoadInput, ModelProtocol } from "./protocol.ts";

/** Time the library and a model have to be loaded: a large model from a slow disk. */
const LOAD_MS = 600_000;

type Piece = ModelProtocol["events"]["text"];

/** What {@link startModelWorker} takes. */
export interface ModelWorkerOptions {
  spawn(): WorkerPort;
  readonly load: LoadInput;
  /** Ends the load. */
  readonly signal: AbortSignal;
  onProgress(fraction: number): void;
  /** Called once when it ends by itself; `silence`: native code hangs, and only the end of the process stops it. */
  onEnd(reason: Error, how: WorkerEnd): void;
  /** Time without a token, or a part of the prompt, after which native code counts as hung. */
  readonly stall_ms: number;
  readonly heartbeat_ms?: number;
  readonly clock: Clock;
  readonly sleep: Sleep;
}

/** How an answer is followed and ended. */
export interface ModelAnswering {
  readonly signal: AbortSignal;
  /** Takes a piece of the answer, and how many tokens that has with it. */
  onText(text: string, tokens: number): void;
}

/** A worker with a model in it. */
export interface ModelWorker {
  readonly loaded: Loaded;
  infer(inference: Inference, options: ModelAnswering): Promise<InferenceResult>;
  heartbeatAt(): number;
  heapBytes(): number | null;
  /** Gives the model's memory back and ends the worker. Never rejects. */
  end(): Promise<void>;
  /** Ends the worker as it is: native code that hangs gives nothing back. */
  abandon(): void;
}

/** Starts a worker and loads a model in it. Throws UNAVAILABLE, MODEL_INVALID, CANCELLED, with nothing left behind. */
export async function startModelWorker(options: ModelWorkerOptions): Promise<ModelWorker> {
  const { clock, sleep, stall_ms, signal } = options;
  let sign_ms = clock.steady();
  let number = 0;
  let onText: ModelAnswering["onText"] | undefined;
  const link = await openLink<ModelProtocol>({
    name: "assistant",
    spawn: options.spawn,
    ready_timeout_ms: 60_000,
    ...(options.heartbeat_ms === undefined ? {} : { heartbeat_ms: options.heartbeat_ms }),
    onEvent: (name, data) => {
      sign_ms = clock.steady();
      if (name === "progress") options.onProgress(Number(data));
      if (name === "text" && isPiece(data) && data.number === number) onText?.(data.text, data.tokens);
    },
    onEnd: options.onEnd,
  });

  /** Runs a call for as long as signs of life come. */
  const watched = async <T>(call: () => Promise<T>): Promise<T> => {
    sign_ms = clock.steady();
    const done = new AbortController();
    const watch = async (): Promise<never> => {
      for (;;) {
        await sleep(stall_ms / 4, done.signal);
        if (clock.steady() - sign_ms <= stall_ms) continue;
        const reason = hung(stall_ms);
        options.onEnd(reason, "silence");
        throw reason;
      }
    };
    try {
      return await Promise.race([call(), watch()]);
    } finally {
      done.abort();
    }
  };

  try {
    const loaded = await watched(() => link.call("load", options.load, { signal, timeout_ms: LOAD_MS }));
    return {
      loaded,
      infer,
      heartbeatAt: link.heartbeatAt,
      heapBytes: link.heapBytes,
      end: () => end(link),
      abandon: link.terminate,
    };
  } catch (error) {
    // Its memory is given back only once native code has stopped.
    if (signal.aborted) {
      await watched(() => link.call("unload", null, { timeout_ms: LOAD_MS })).catch(() => {});
    }
    await end(link);
    throw error;
  }

  async function infer(inference: Inference, given: ModelAnswering): Promise<InferenceResult> {
    number++;
    onText = given.onText;
    try {
      return await watched(() =>
        link.call("infer", { number, inference }, { signal: given.signal, timeout_ms: 24 * 3_600_000 })
      );
    } finally {
      onText = undefined;
    }
  }
}

function isPiece(data: ModelProtocol["events"][keyof ModelProtocol["events"]]): data is Piece {
  return typeof data === "object" && data !== null;
}

/** A worker that has died already has nothing to give back. */
async function end(link: WorkerLink<ModelProtocol>): Promise<void> {
  try {
    await link.call("unload", null, { timeout_ms: 5_000 });
  } catch {
    // It is ended all the same.
  }
  link.terminate();
}

function hung(stall_ms: number): CortexError {
  return new CortexError(
    "UNAVAILABLE",
    `Cannot go on with the model: nothing came of it for ${stall_ms} ms`,
    { retry_after_seconds: 5 },
  );
}
