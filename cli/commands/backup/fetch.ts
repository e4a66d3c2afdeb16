import type { Client } from "../../../src/client/mod.ts";
import { CortexError, type ErrorCode, ERRORS, type JobDetail } from "../../../src/contract/wire.ts";
import { abortWith } from "../../../src/core/abort_with.ts";
import type { PartialFile } from "./partial_file.ts";

/** Has the daemon copy its state, and writes the copy into a file. Fails with the job's own error. */
export async function fetchBackup(
  client: Client,
  file: PartialFile,
  signal: AbortSignal,
): Promise<JobDetail> {
  const { id } = await client.store.backup({}, { signal });
  try {
    const job = await ended(client, id, signal);
    for await (const chunk of await client.fetchBackup(id, { signal })) await file.write(chunk);
    await file.sync();
    signal.throwIfAborted();
    return job;
  } catch (error) {
    // Where it has ended, or the daemon is gone, there is nothing to cancel.
    await client.jobs.cancel({ id }, { timeout_ms: 1000, retry: false }).catch(() => {});
    throw signal.aborted ? signal.reason : error;
  }
}

/** Waits for the end of the job. A daemon that is gone is not waited for: its job is gone with it. */
async function ended(client: Client, id: string, signal: AbortSignal): Promise<JobDetail> {
  const lost = abortWith(signal);
  const news = client.jobs.stream({ id }, {
    signal: lost.signal,
    onLost: (fault) => lost.abort(fault),
  });
  for await (const one of news) {
    if (one.type !== "ended") continue;
    if (one.job.state === "done") return one.job;
    throw failureOf(one.job);
  }
  signal.throwIfAborted();
  throw lost.signal.reason;
}

function failureOf({ error, state }: JobDetail): CortexError {
  const code = error?.code ?? "";
  const known = Object.hasOwn(ERRORS, code) ? code as ErrorCode : "INTERNAL";
  return new CortexError(known, error?.message ?? `Cannot make the backup: its job is ${state}`);
}
