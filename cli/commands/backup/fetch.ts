import type { Client } from "../../../src/client/mod.ts";
import type { JobDetail } from "../../../src/contract/wire.ts";
import { giveUpJob, jobEnd } from "../../job_end.ts";
import type { PartialFile } from "./partial_file.ts";

/** Has the daemon copy its state, and writes the copy into a file. Fails with the job's own error. */
export async function fetchBackup(
  client: Client,
  file: PartialFile,
  signal: AbortSignal,
): Promise<JobDetail> {
  const { id } = await client.store.backup({}, { signal });
  try {
    const job = await jobEnd(client, id, signal);
    for await (const chunk of await client.fetchBackup(id, { signal })) await file.write(chunk);
    await file.sync();
    signal.throwIfAborted();
    return job;
  } catch (error) {
    await giveUpJob(client, id);
    throw signal.aborted ? signal.reason : error;
  }
}
