import { CortexError, type Job, type JobDetail } from "../../../src/contract/mod.ts";
import type { Parts } from "../../../src/operations/mod.ts";
import { uuid } from "./memory_alerts.ts";

/** A job that is done, of the id `uuid(1)`. */
export function sampleJob(at: string): Job {
  return {
    id: uuid(1),
    kind: "store.backup",
    title: "Backup of the state",
    state: "done",
    started_at: at,
    ended_at: at,
    before: null,
    progress: { done: 40_960, total: 40_960 },
    error: null,
  };
}

/** That one job. */
export function memoryJobs(at: string): Parts["jobs"] {
  const job = sampleJob(at);
  const detail: JobDetail = { ...job, log: [{ number: 1, at, text: "Copied" }], result: { bytes: 40_960 } };
  const get = (id: string) => {
    if (id === job.id) return detail;
    throw new CortexError("NOT_FOUND", `Cannot find the job "${id}": there is none`);
  };
  return { list: () => ({ items: [job], next_cursor: null }), get, cancel: get };
}
