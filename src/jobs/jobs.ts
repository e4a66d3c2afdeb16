import {
  CortexError,
  type EventType,
  type Job,
  type JobDetail,
  type OutputOf,
  type ParsedInputOf,
  toCortexError,
} from "../contract/mod.ts";
import { abortWith } from "../core/abort_with.ts";
import { type Clock, rfc3339 } from "../core/clock.ts";
import { withDeadline } from "../core/deadline.ts";
import { logger } from "../log/mod.ts";
import type { JobRepository, NewEvent } from "../store/mod.ts";
import { Book } from "./book.ts";
import type { Ending, KeptJob, Reading } from "./kept_job.ts";
import { listJobs } from "./list.ts";
import { type Errand, MAX_RESULT_BYTES, type Result, type Task } from "./task.ts";

/** What jobs are made of. */
export interface JobsOptions {
  readonly jobs: JobRepository;
  readonly events: { append(event: NewEvent): void };
  readonly clock: Clock;
  /** Least pause between two tellings of a job's progress, milliseconds. @default {250} */
  readonly pause_ms?: number;
  /** Time that jobs have to end when all of them are stopped, milliseconds. @default {500} */
  readonly stop_ms?: number;
}

/** A job that was started for somebody who waits. */
export interface Started<T> {
  readonly job: Job;
  /** What comes of the work; fails with the job's error. */
  readonly done: Promise<T>;
}

/**
 * Work in the background, one of a kind at a time; what ended is kept for a day, also across restarts. Passing jobs are
 * for the present only.
 */
export interface Jobs extends AsyncDisposable {
  /** Starts a job. Throws BUSY, with `job_id` in its details, while one of its kind runs; SHUTTING_DOWN. */
  start(task: Task): Job;
  /** Starts a job whose outcome somebody waits for. Throws as `start` does. */
  begin<T>(errand: Errand<T>): Started<T>;
  list(query: ParsedInputOf<"jobs.list">): OutputOf<"jobs.list">;
  /** Throws NOT_FOUND. */
  get(id: string): JobDetail;
  /** Cancels a job and waits for its end; one that is over stays as it is. Fails with NOT_FOUND. */
  cancel(id: string): Promise<JobDetail>;
  /** Reads what a job says. Throws NOT_FOUND. */
  read(id: string): Reading;
  /** Cancels what runs and starts nothing more. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** A job that runs, and how to end it. */
interface Running {
  readonly kept: KeptJob;
  readonly controller: AbortController;
  readonly done: Promise<unknown>;
}

/** Takes over the jobs of the store: what ran when the last daemon ended is lost. */
export function createJobs(options: JobsOptions): Jobs {
  const { events, clock, pause_ms = 250, stop_ms = 500 } = options;
  const log = logger("jobs");
  const book = new Book(options.jobs, clock, pause_ms);
  /** By their ids. */
  const running = new Map<string, Running>();
  let stopping = false;

  const now = () => rfc3339(clock.wall());
  const tell = (type: EventType, severity: NewEvent["severity"], { passing, job }: KeptJob) => {
    if (passing) return;
    const { id, kind, title, error } = job;
    const data = { kind, title, ...(error === null ? {} : { code: error.code, message: error.message }) };
    events.append({ at: now(), type, severity, subject: id, alert_id: null, data });
  };
  const end = (kept: KeptJob, ending: Ending) => {
    if (!kept.end(now(), ending)) return;
    book.save(kept);
    if (ending.state === "done") tell("job.finished", "info", kept);
    else if (ending.state === "cancelled") tell("job.cancelled", "info", kept);
    else tell("job.failed", "error", kept);
  };
  const work = async <T>(errand: Errand<T>, kept: KeptJob, controller: AbortController): Promise<T> => {
    const { signal } = controller;
    const { id, kind } = kept.job;
    // Whoever started it has its answer before the work begins.
    await Promise.resolve();
    try {
      signal.throwIfAborted();
      const outcome = await errand.run({
        id,
        signal,
        progress: (done, total) => kept.progress(done, total ?? null),
        inLine: (before) => kept.inLine(before),
        log: (line) => kept.log(now(), line),
      });
      end(kept, { state: "done", result: checked(errand.told(outcome)) });
      return outcome;
    } catch (thrown) {
      const error = toCortexError(signal.aborted ? signal.reason : thrown);
      if (error.code === "INTERNAL") {
        log.error("Cannot finish the job {kind}: {error}", { kind, job: id, error: thrown });
      }
      end(kept, { state: signal.aborted ? "cancelled" : "failed", error });
      throw error;
    } finally {
      running.delete(id);
      controller.abort(); // forgets the errand's own signal
    }
  };
  const begin = <T>(errand: Errand<T>): Started<T> => {
    if (stopping) throw shuttingDown();
    const { kind, title, passing = false, signal } = errand;
    const other = passing ? undefined : [...running.values()].find(({ kept }) => kept.job.kind === kind);
    if (other !== undefined) throw busy(other.kept.job);
    const kept = book.add({ kind, title, passing });
    const controller = abortWith(...(signal === undefined ? [] : [signal]));
    tell("job.started", "info", kept);
    const done = work(errand, kept, controller);
    done.catch(() => {}); // the job says it, too
    running.set(kept.job.id, { kept, controller, done });
    return { job: kept.job, done };
  };

  for (const kept of book.all()) if (kept.running) end(kept, { state: "lost", error: lost() });

  return {
    start: (task) => begin({ ...task, run: (work) => task.run(work), told: (result) => result }).job,
    begin,
    list: (query) => listJobs(book.all(), query),
    get: (id) => book.get(id).detail(),
    cancel: async (id) => {
      const kept = book.get(id);
      const one = running.get(id);
      one?.controller.abort(new CortexError("CANCELLED", "Cannot finish the job: it was cancelled"));
      await one?.done.catch(() => {}); // its error stands in the job
      return kept.detail();
    },
    read: (id) => book.get(id).read(),
    [Symbol.asyncDispose]: async () => {
      stopping = true;
      const all = [...running.values()];
      for (const { controller } of all) controller.abort(shuttingDown());
      // What does not heed its signal is left behind.
      await withDeadline(Promise.allSettled(all.map(({ done }) => done)), stop_ms, shuttingDown).catch(
        () => {},
      );
      for (const { kept } of all) end(kept, { state: "cancelled", error: shuttingDown() });
    },
  };
}

/** A result that can be kept and sent. */
function checked(result: Result): Result {
  const text = JSON.stringify(result);
  if (new TextEncoder().encode(text).byteLength <= MAX_RESULT_BYTES) return result;
  throw new CortexError(
    "REPLY_TOO_LARGE",
    `Cannot keep the job's result: it is larger than ${MAX_RESULT_BYTES} bytes`,
  );
}

function busy({ id, kind, started_at }: Job): CortexError {
  return new CortexError(
    "BUSY",
    `Cannot start the job "${kind}": one runs since ${started_at}; wait for it, or cancel it`,
    { retry_after_seconds: 5, details: { job_id: id } },
  );
}

function lost(): CortexError {
  return new CortexError(
    "UNAVAILABLE",
    "Cannot finish the job: the daemon ended before it did; start it again",
  );
}

function shuttingDown(): CortexError {
  return new CortexError("SHUTTING_DOWN", "Cannot finish the job: the daemon is stopping; start it again", {
    retry_after_seconds: 5,
  });
}
