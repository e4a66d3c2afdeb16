import { assistantPermissions, type AssistantPlaces, libraryDir } from "../../src/assistant/launch.ts";
import { createModelEngine, createModelMarks, type ModelEngine } from "../../src/assistant/mod.ts";
import type { Subsystem } from "../../src/contract/mod.ts";
import { systemClock } from "../../src/core/clock.ts";
import { type Sleep, sleep } from "../../src/core/sleep.ts";
import { spawnWorker, type WorkerPort } from "../../src/core/spawn_worker.ts";
import { tinyModel, type TinyModelOptions } from "../unit/assistant/_tiny_model.ts";

/** Where `deno task assistant` has put the library; null where it has not. */
export const LIBRARY: string | null = findLibrary();

function findLibrary(): string | null {
  const env = (name: string) => Deno.env.get(name);
  const dir = env("CORTEX_TEST_LLAMA") ??
    libraryDir({ paths: { scope: "user", state_dir: "/none" }, env }, "");
  try {
    return Deno.statSync(`${dir}/dist/engine.js`).isFile ? dir : null;
  } catch {
    return null;
  }
}

/** Whether tests that need the library are left out. */
export const NO_LIBRARY: boolean = LIBRARY === null;

/** A test that needs the library; a compiled daemon has it where it was compiled for. */
export function modelTest(name: string, run: () => Promise<void>, ignore = false): void {
  Deno.test({
    name: NO_LIBRARY ? `${name} (with the library: deno task assistant)` : name,
    ignore: NO_LIBRARY || ignore,
    fn: run,
  });
}

/** An engine over models in a folder of its own. */
export interface TestEngine extends AsyncDisposable {
  readonly engine: ModelEngine;
  readonly dir: string;
  readonly places: AssistantPlaces;
  readonly states: Subsystem[];
  readonly hangs: Error[];
  /** Writes a tiny model and gives its path. */
  write(name: string, options?: TinyModelOptions): string;
}

/** What an engine under test is otherwise than usual. */
export interface TestEngineOptions {
  /** Module of the worker, beside this file. */
  readonly worker?: string;
  /** Makes it, where another one is to be in its place. */
  readonly spawn?: (() => WorkerPort) | undefined;
  readonly heartbeat_ms?: number | undefined;
  readonly library_dir?: string;
  readonly model_path?: string;
  readonly n_ctx?: number;
  /** Minutes of {@link TestEngineOptions.sleep}. @default {0} */
  readonly idle_minutes?: number;
  readonly sleep?: Sleep;
  readonly queue_depth?: number;
  /** @default {true} */
  readonly use_mmap?: boolean;
  readonly context_memory_mb?: number;
  readonly available_bytes?: number;
  /** @default {120} */
  readonly hang_seconds?: number;
  /** The folder of another one: that of the last process. */
  readonly dir?: string;
  /** Whether there is a tiny model already: where no other one is named. */
  readonly has_model?: boolean;
}

/** An engine with the real library and one tiny model. */
export function testEngine(options: TestEngineOptions = {}): TestEngine {
  const dir = options.dir ?? Deno.makeTempDirSync({ dir: "/tmp", prefix: "cx-model-" });
  Deno.mkdirSync(`${dir}/models`, { recursive: true });
  const places: AssistantPlaces = {
    library_dir: options.library_dir ?? LIBRARY ?? `${dir}/llama`,
    models_dir: `${dir}/models`,
    model_path: options.model_path ?? null,
  };
  const write = (name: string, model?: TinyModelOptions) => {
    const path = `${places.models_dir}/${name}.gguf`;
    Deno.writeFileSync(`${path}.draft`, tinyModel(model));
    Deno.renameSync(`${path}.draft`, path);
    return path;
  };
  if (options.has_model ?? options.model_path === undefined) write("tiny");
  const states: Subsystem[] = [];
  const hangs: Error[] = [];
  const engine = createModelEngine({
    places,
    settings: () => ({
      idle_minutes: options.idle_minutes ?? 0,
      n_threads: 1,
      n_ctx: options.n_ctx ?? 512,
      use_mmap: options.use_mmap ?? true,
      context_memory_mb: options.context_memory_mb ?? 64,
      queue_depth: options.queue_depth ?? 100,
      hang_seconds: options.hang_seconds ?? 120,
    }),
    spawn: options.spawn ?? (() => spawnModel(places, options.worker)),
    marks: createModelMarks(`${dir}/assistant.json`, null),
    available_bytes: () => Promise.resolve(options.available_bytes ?? null),
    onState: (state) => states.push(state),
    onHang: (reason) => hangs.push(reason),
    clock: systemClock,
    sleep: options.sleep ?? sleep,
    ...(options.heartbeat_ms === undefined ? {} : { heartbeat_ms: options.heartbeat_ms }),
  });
  return {
    engine,
    dir,
    places,
    states,
    hangs,
    write,
    [Symbol.asyncDispose]: async () => {
      await engine[Symbol.asyncDispose]();
      if (options.dir === undefined) Deno.removeSync(dir, { recursive: true });
    },
  };
}

function spawnModel(places: AssistantPlaces, worker = "../../src/assistant/model/worker.ts"): WorkerPort {
  return spawnWorker(new URL(worker, import.meta.url), "assistant", assistantPermissions(places));
}

/** A prompt and how it is answered, with what the engine's tests have in common. */
export function prompt(text: string, more: Partial<Parameters<ModelEngine["infer"]>[0]> = {}) {
  return { prefix: "", prompt: text, max_tokens: 12, temperature: 0, ...more };
}

/** A signal that nobody aborts. */
export const patient = (): AbortSignal => new AbortController().signal;
