import type { Client } from "../src/client/mod.ts";
import { CortexError, type ErrorCode, ERRORS, type Job, type JobDetail } from "../src/contract/wire.ts";
import { abortWith } from "../src/core/abort_with.ts";

/**
 * Waits for the end of a job. Fails with the job's own error, and where the daemon is gone: its job is gone with it.
 */
export async function jobEnd(
  client: Client,
  id: string,
  signal: AbortSignal,
  onProgress?: (job: Job) => void,
): Promise<JobDetail> {
  const lost = abortWith(signal);
  const news = client.jobs.stream({ id }, {
    signal: lost.signal,
    onLost: (fault) => lost.abort(fault),
  });
  for await (const one of news) {
    if (one.type === "progress") onProgress?.(one.job);
    if (one.type !== "ended") continue;
    if (one.job.state === "done") return one.job;
    throw failureOf(one.job);
  }
  signal.throwIfAborted();
  throw lost.signal.reason;
}

/** Ends a job that nobody waits for any more. Where it has ended, or the daemon is gone, there is nothing to end. */
export async function giveUpJob(client: Client, id: string): Promise<void> {
  await client.jobs.cancel({ id }, { timeout_ms: 1000, retry: false }).catch(() => {});
}

function failureOf({ error, state, title }: JobDetail): CortexError {
  const code = error?.code ?? "";
  const known = Object.hasOwn(ERRORS, code) ? code as ErrorCode : "INTERNAL";
  return new CortexError(known, error?.message ?? `Cannot finish "${title}": the job is ${state}`);
}
