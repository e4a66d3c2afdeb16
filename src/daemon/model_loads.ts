import type { LoadTerms } from "../assistant/mod.ts";
import type { Job } from "../contract/mod.ts";
import type { Jobs, Started } from "../jobs/mod.ts";

/** Loads of models, each a job. */
export interface ModelLoads {
  /** Starts one that somebody asked for. Throws BUSY while another one runs or waits. */
  start(path: string, load: (terms: LoadTerms) => Promise<unknown>): Job;
  /** Runs one that a question asks for; as no job while there is one already, which waits for its turn. */
  run<T>(path: string, load: (terms: LoadTerms) => Promise<T>): Promise<T>;
}

/** Of a load that is no job. */
const UNFOLLOWED: LoadTerms = { signal: new AbortController().signal, onProgress: () => {} };

/**
 * None yet.
 * @param told What is to be said of the model that was loaded.
 */
export function createModelLoads(jobs: Jobs, told: () => Readonly<Record<string, unknown>>): ModelLoads {
  const begin = <T>(path: string, load: (terms: LoadTerms) => Promise<T>): Started<T> =>
    jobs.begin({
      kind: "assistant.load",
      title: `Load of the model "${path}"`,
      run: ({ signal, progress, inLine }) =>
        load({
          signal,
          onProgress: (fraction) => progress(Math.round(fraction * 100), 100),
          onPosition: inLine,
        }),
      told,
    });
  return {
    start: (path, load) => begin(path, load).job,
    run: async (path, load) => {
      let started;
      try {
        started = begin(path, load);
      } catch {
        return await load(UNFOLLOWED);
      }
      return await started.done;
    },
  };
}
