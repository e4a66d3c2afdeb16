import { orAborted } from "../core/or_aborted.ts";
import type { BuildWork } from "../inventory/mod.ts";
import type { Jobs, Result } from "../jobs/mod.ts";

/**
 * Runs a build of the index of packages as a job, which clients may follow and cancel; ends with it. Fails as the
 * build does, with SHUTTING_DOWN, and with the signal's reason.
 */
export async function indexJob(
  jobs: Pick<Jobs, "begin">,
  build: (work: BuildWork) => Promise<Result>,
  signal: AbortSignal,
): Promise<void> {
  const { done } = jobs.begin({
    kind: "packages.index",
    title: "Build of the index of packages",
    signal,
    run: (work) => build({ signal: work.signal, log: work.log }),
    told: (result) => result,
  });
  await orAborted(done, signal);
}
