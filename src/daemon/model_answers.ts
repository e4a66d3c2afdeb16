import type { InferenceResult, ModelEngine } from "../assistant/mod.ts";
import { orAborted } from "../core/or_aborted.ts";
import type { Jobs } from "../jobs/mod.ts";

/** What of an engine is needed. */
type Answering = Pick<ModelEngine, "infer" | "status">;

/**
 * Makes a job of each answer of a model, from its place in line to its last token. Its title and its result say nothing
 * of what was asked or answered: whoever may see jobs may not see that.
 */
export function answersAsJobs(engine: Answering, jobs: Pick<Jobs, "begin">): Answering {
  return {
    status: () => engine.status(),
    infer: (inference, options) => {
      const { job, done } = jobs.begin<InferenceResult>({
        kind: "assistant.inference",
        title: "Answer of the language model",
        passing: true,
        signal: options.signal,
        run: ({ signal, progress, inLine }) => {
          const answer = engine.infer(inference, {
            ...options,
            signal,
            onTokens: (tokens) => progress(tokens),
            onPosition: (before) => {
              inLine(before);
              options.onPosition?.(before);
            },
          });
          // The load of a model that it waits for goes on: others may wait for it, too.
          return orAborted(answer, signal);
        },
        told: ({ tokens, evaluated_tokens, ended_by, model }) => ({
          model,
          tokens,
          evaluated_tokens,
          ended_by,
        }),
      });
      options.onJob?.(job.id);
      return done;
    },
  };
}
