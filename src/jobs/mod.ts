/**
 * Jobs: work that takes longer than an operation may. What counts as a lost job: one that the daemon's own end, by a
 * signal or a kill, came before; nobody goes on with it, and it says so.
 * @module
 */
export { createJobs, type Jobs, type JobsOptions, type Started } from "./jobs.ts";
export type { Reading } from "./kept_job.ts";
export type { Errand, Result, Task, Work } from "./task.ts";
