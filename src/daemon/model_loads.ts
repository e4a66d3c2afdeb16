import type { Job } from "../contract/mod.ts";
import type { Jobs } from "../jobs/mod.ts";

/** How a load is followed and ended. */
export interface LoadTerms {
  readonly signal: AbortSignal;
  /** Told how far it is, 0 to 1. */
  onProgress(fraction: number): void;
}

/** Loads of models, each a job. */
export interface ModelLoads {
  /** Starts one that somebody asked for. Throws BUSY while another one runs or waits. */
  start(path: string, load: (terms: LoadTerms) => Promise<unknown>): Job;
  /** Runs one that a question asks for; as no job while there is one already, which waits for its turn. */
  run<T>(path: string, load: (terms: LoadTerms) => Promise<T>): Promise<T>;
}

/**
 * None yet.
 * @param told What is to be said of the model that was loaded.
 */
export function createModelLoads(jobs: Jobs, told: () => Readonly<Record<string, unknown>>): ModelLoads {
  const start: ModelLoads["start"] = (path, load) =>
    jobs.start({
      kind: "assistant.load",
      title: `Load of the model "${path}"`,
      run: async ({ signal, progress }) => {
        await load({ signal, onProgress: (fraction) => progress(Math.round(fraction * 100), 100) });
        return told();
      },
    });
  return {
    start,
    run: async <T>(path: string, load: (terms: LoadTerms) => Promise<T>) => {
      const { promise, resolve, reject } = Promise.withResolvers<T>();
      try {
        start(path, (terms) => {
          const loaded = load(terms);
          loaded.then(resolve, reject);
          return loaded;
        });
      } catch {
        return await load({ signal: new AbortController().signal, onProgress: () => {} });
      }
      return await promise;
    },
  };
}
