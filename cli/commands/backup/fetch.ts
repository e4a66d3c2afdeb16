import type { Client } from "../../../src/client/mod.ts";
import { CortexError, type ErrorCode, ERRORS } from "../../../src/contract/wire.ts";
import type { JobDetail } from "../../../src/contract/mod.ts";
import { sleep } from "../../../src/core/sleep.ts";
import type { PartialFile } from "./partial_file.ts";

/** Pause between two looks at the job. */
const LOOK_MS = 100;

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

async function ended(client: Client, id: string, signal: AbortSignal): Promise<JobDetail> {
  for (;;) {
    const job = await client.jobs.get({ id }, { signal });
    if (job.state === "done") return job;
    if (job.state !== "running") throw failureOf(job);
    await sleep(LOOK_MS, signal);
  }
}

function failureOf({ error, state }: JobDetail): CortexError {
  const code = error?.code ?? "";
  const known = Object.hasOwn(ERRORS, code) ? code as ErrorCode : "INTERNAL";
  return new CortexError(known, error?.message ?? `Cannot make the backup: its job is ${state}`);
}
