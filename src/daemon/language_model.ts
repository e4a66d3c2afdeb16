import { assistantPlaces } from "../assistant/launch.ts";
import type { Engine, ModelEngine } from "../assistant/mod.ts";
import type { Config, Start } from "../config/mod.ts";
import {
  CortexError,
  type Job,
  type ModelStatus,
  type PreviousStop,
  type Subsystem,
} from "../contract/mod.ts";
import type { Clock } from "../core/clock.ts";
import { loadOnce } from "../core/load_once.ts";
import { sleep } from "../core/sleep.ts";
import type { Jobs } from "../jobs/mod.ts";
import { answersAsJobs } from "./model_answers.ts";
import { createModelLoads } from "./model_loads.ts";
import type { Parts } from "../operations/mod.ts";

/** What a language model needs of the daemon. */
export interface LanguageModelOptions {
  /** The configuration in force; asked each time. */
  config(): Config;
  readonly start: Start;
  /** How the daemon ended before; null where nobody knows. */
  readonly previous_stop: PreviousStop["kind"] | null;
  /** What its worker may do. */
  readonly permissions: Deno.PermissionOptionsObject;
  readonly clock: Clock;
  readonly jobs: Jobs;
  /** Memory that is left for it, bytes; null where nobody knows. */
  available_bytes(): Promise<number | null>;
  onState(state: Subsystem): void;
  /** Native code hangs: the process must end. */
  onHang(reason: Error): void;
}

/** The language model as the daemon sees it. */
export interface LanguageModel extends AsyncDisposable {
  readonly operations: Parts["language_model"];
  /** For whatever else asks it. */
  readonly engine: Engine;
  /** Nothing where it is off. */
  state(): Subsystem[];
  /** Begins to work, once the daemon answers: loads the model where it is to be loaded at the start. */
  begin(): Promise<void>;
}

const OFF: ModelStatus = {
  enabled: false,
  state: "off",
  model: null,
  path: null,
  context_tokens: null,
  loaded_at: null,
  waiting: 0,
  answered: 0,
  restarts: 0,
  tokens_per_second: null,
  first_token_ms: null,
  problem: null,
};

/** A language model whose code is loaded only where it is switched on, or asked what models there are. */
export function createLanguageModel(options: LanguageModelOptions): LanguageModel {
  const { config, start, jobs } = options;
  const { enabled } = config().assistant;
  const places = assistantPlaces(start, config().assistant);
  const module = () => import("../assistant/mod.ts");
  const loads = createModelLoads(jobs, () => {
    const { model, context_tokens } = engine.loaded()?.status() ?? OFF;
    return { model, context_tokens };
  });
  const engine = loadOnce(async (): Promise<ModelEngine> => {
    const { createModelEngine, createModelMarks, spawnModelWorker } = await module();
    return createModelEngine({
      ...options,
      places,
      sleep,
      settings: () => config().assistant,
      loading: loads.run,
      spawn: () => spawnModelWorker(options.permissions),
      marks: createModelMarks(`${start.paths.state_dir}/assistant.json`, options.previous_stop),
    });
  });
  const on = (): Promise<ModelEngine> => {
    if (enabled) return engine.get();
    throw new CortexError(
      "MODEL_NOT_LOADED",
      "Cannot use a language model: the assistant is off; set assistant.enabled and restart the daemon",
    );
  };
  const answers = async () => answersAsJobs(await on(), jobs);
  const kept = loadOnce(async () => (await module()).keepInferences(await answers(), options.clock));
  const load = (of: ModelEngine, path: string): Job => loads.start(path, (terms) => of.load(path, terms));

  const operations: Parts["language_model"] = {
    infer: async ({ priority, anew, ...inference }, { signal, tell }) => {
      let has_waited = false;
      return await (await kept.get())(inference, {
        anew,
        signal,
        priority,
        onJob: (id) => tell?.({ type: "job", id }),
        onText: (text) => tell?.({ type: "text", text }),
        onPosition: (before) => {
          has_waited ||= before > 0;
          if (has_waited) tell?.({ type: "queue", before });
        },
      });
    },
    status: () => engine.loaded()?.status() ?? { ...OFF, enabled, state: enabled ? "unloaded" : "off" },
    models: async () => {
      const { n_ctx } = config().assistant;
      const items = await (engine.loaded()?.models() ?? (await module()).listModels(places, n_ctx, null));
      return { folder: places.models_dir, items };
    },
    load: async ({ model }) => {
      const of = await on();
      return load(of, of.find(model));
    },
    unload: async ({ signal }) => ({ unloaded: await engine.loaded()?.unload(signal) ?? false }),
  };
  return {
    operations,
    engine: {
      model: () => engine.loaded()?.model() ?? null,
      infer: async (inference, given) => await (await answers()).infer(inference, given),
    },
    state: () => {
      const state = engine.loaded()?.state();
      return state === undefined ? [] : [state];
    },
    begin: async () => {
      if (!enabled) return;
      const of = await engine.get();
      const { state, path } = of.status();
      if (config().assistant.load === "on_start" && path !== null && state === "unloaded") load(of, path);
    },
    [Symbol.asyncDispose]: async () => await engine.loaded()?.[Symbol.asyncDispose](),
  };
}
