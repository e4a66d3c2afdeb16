import type { CortexError, Job, JobDetail, JobLine, JobNews, JobState } from "../contract/mod.ts";
import { Pace } from "./pace.ts";
import type { Result } from "./task.ts";

/** Lines of a log that are kept, and the characters of each: a whole job stays below the limit of an answer. */
const MAX_LINES = 200;
const MAX_LINE_CHARACTERS = 300;

/** Characters of an error's message that are kept. */
const MAX_MESSAGE_CHARACTERS = 500;

/** How a job ended. */
export interface Ending {
  readonly state: Exclude<JobState, "running">;
  readonly error?: CortexError;
  readonly result?: Result;
}

/** One reader on its way through what a job says; a slow one misses nothing but progress that is out of date. */
export interface Reading {
  /** The next that is to be told; undefined while there is nothing new. */
  next(): JobNews | undefined;
  /** Resolves when there may be something new. */
  changed(): Promise<void>;
  /** Whether the end has been told: there is nothing more. */
  readonly over: boolean;
}

/** A job, from its start until it is forgotten. */
export class KeptJob {
  /** Its place in the order of starts. */
  readonly seq: number;
  /** Whether it is kept in memory only, and no event tells of it. */
  readonly passing: boolean;
  readonly #pace: Pace;
  #job: Job;
  #log: JobLine[];
  #result: Result | null;
  #told = 0;
  #changes = Promise.withResolvers<void>();

  /** @param pause_ms Least pause between two tellings of progress. */
  constructor(
    seq: number,
    { log, result, ...job }: JobDetail,
    { pause_ms, passing }: { readonly pause_ms: number; readonly passing: boolean },
  ) {
    this.seq = seq;
    this.passing = passing;
    this.#job = job;
    this.#log = log;
    this.#result = result;
    this.#pace = new Pace(pause_ms, () => {
      this.#told++;
      this.#changed();
    });
  }

  get job(): Job {
    return this.#job;
  }

  get running(): boolean {
    return this.#job.state === "running";
  }

  detail(): JobDetail {
    return { ...this.#job, log: [...this.#log], result: this.#result === null ? null : { ...this.#result } };
  }

  progress(done: number, total: number | null): void {
    this.#change({ progress: { done, total } });
  }

  inLine(before: number): void {
    this.#change({ before: before === 0 ? null : before });
  }

  log(at: string, line: string): void {
    if (!this.running) return;
    const number = (this.#log.at(-1)?.number ?? 0) + 1;
    this.#log.push({ number, at, text: lineOf(line) });
    if (this.#log.length > MAX_LINES) this.#log.shift();
    this.#changed();
  }

  /** Ends it; false where it has ended before. */
  end(at: string, { state, error, result }: Ending): boolean {
    if (!this.running) return false;
    this.#pace.stop();
    this.#job = {
      ...this.#job,
      state,
      before: null,
      ended_at: at,
      error: error === undefined
        ? null
        : { code: error.code, message: error.message.slice(0, MAX_MESSAGE_CHARACTERS) },
    };
    this.#result = result ?? null;
    this.#changed();
    return true;
  }

  /** Reads from the first line that is kept. */
  read(): Reading {
    let told = -1;
    let line = 0;
    let over = false;
    const next = (): JobNews | undefined => {
      if (told < this.#told) {
        told = this.#told;
        return { type: "progress", job: this.#job };
      }
      const found = this.#log.find(({ number }) => number > line);
      if (found !== undefined) {
        line = found.number;
        return { type: "log", line: found };
      }
      if (this.running || over) return undefined;
      over = true;
      return { type: "ended", job: this.detail() };
    };
    return {
      next,
      changed: () => this.#changes.promise,
      get over() {
        return over;
      },
    };
  }

  #change(change: Partial<Pick<Job, "progress" | "before">>): void {
    if (!this.running) return;
    this.#job = { ...this.#job, ...change };
    this.#pace.touch();
  }

  #changed(): void {
    this.#changes.resolve();
    this.#changes = Promise.withResolvers();
  }
}

/** A line without what would break it, cut. */
function lineOf(text: string): string {
  return text.slice(0, MAX_LINE_CHARACTERS).replaceAll(/\p{Cc}/gu, " ").trimEnd();
}
