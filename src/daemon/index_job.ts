import { abortWith } from "../core/abort_with.ts";
import type { BuildWork } from "../inventory/mod.ts";
import type { Jobs, Result } from "../jobs/mod.ts";

/**
 * Runs a build of the index of packages as a job, which clients may follow and cancel; ends with it. Fails as the
 * build does, with SHUTTING_DOWN, and with the signal's reason.
 */
export async function indexJob(
  jobs: Pick<Jobs, "start">,
  build: (work: BuildWork) => Promise<Result>,
  signal: AbortSignal,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const giveUp = () => reject(signal.reason);
  signal.addEventListener("abort", giveUp, { once: true });
  try {
    jobs.start({
      kind: "packages.index",
      title: "Build of the index of packages",
      run: async ({ log, ...work }) => {
        const either = abortWith(work.signal, signal);
        try {
          const result = await build({ signal: either.signal, log });
          resolve();
          return result;
        } catch (error) {
          reject(error);
          throw error;
        } finally {
          either.abort();
        }
      },
    });
    await promise;
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}
