import { CortexError, type JobDetail } from "../contract/mod.ts";
import { type Clock, rfc3339 } from "../core/clock.ts";
import { logger } from "../log/mod.ts";
import type { JobRepository } from "../store/mod.ts";
import { KeptJob } from "./kept_job.ts";
import type { JobTerms } from "./task.ts";

/** How long a job is kept after its end. */
const KEPT_MS = 86_400_000;

/** Jobs that have ended and are kept at most, and as many passing ones; those that ended first leave first. */
const MAX_KEPT = 100;

/** The jobs that are known, oldest first, and what the store has of them. */
export class Book {
  readonly #store: JobRepository;
  readonly #clock: Clock;
  readonly #pause_ms: number;
  readonly #jobs = new Map<string, KeptJob>();
  #seq = 0;

  /** Takes over what the store has; what it calls running is still called so. */
  constructor(store: JobRepository, clock: Clock, pause_ms: number) {
    this.#store = store;
    this.#clock = clock;
    this.#pause_ms = pause_ms;
    for (const { seq, job } of store.all()) {
      this.#jobs.set(job.id, new KeptJob(seq, job, { pause_ms, passing: false }));
      this.#seq = Math.max(this.#seq, seq);
    }
  }

  add({ kind, title, passing }: Required<Pick<JobTerms, "kind" | "title" | "passing">>): KeptJob {
    this.#prune();
    const detail: JobDetail = {
      id: crypto.randomUUID(),
      kind,
      title,
      state: "running",
      started_at: rfc3339(this.#clock.wall()),
      ended_at: null,
      before: null,
      progress: null,
      error: null,
      log: [],
      result: null,
    };
    const job = new KeptJob(++this.#seq, detail, { pause_ms: this.#pause_ms, passing });
    this.#jobs.set(detail.id, job);
    this.save(job);
    return job;
  }

  /** Keeps a job as it is now. Where the store fails it stays in memory only. */
  save(job: KeptJob): void {
    if (job.passing) return;
    this.#try(() => this.#store.save({ seq: job.seq, job: job.detail() }));
  }

  /** All of them, oldest first, without those whose time is over. */
  all(): KeptJob[] {
    this.#prune();
    return [...this.#jobs.values()];
  }

  /** Throws NOT_FOUND. */
  get(id: string): KeptJob {
    this.#prune();
    const job = this.#jobs.get(id);
    if (job !== undefined) return job;
    throw new CortexError("NOT_FOUND", `Cannot find the job "${id}": there is none, or not any more`);
  }

  #prune(): void {
    const ended = [...this.#jobs.values()].filter(({ running }) => !running);
    const [passing, others] = [ended.filter((job) => job.passing), ended.filter((job) => !job.passing)];
    const late = this.#late(others);
    for (const { job } of [...late, ...this.#late(passing)]) this.#jobs.delete(job.id);
    if (late.length > 0) this.#try(() => this.#store.remove(late.map(({ seq }) => seq)));
  }

  /** Those whose time is over, and those that are too many. */
  #late(ended: readonly KeptJob[]): KeptJob[] {
    const now = this.#clock.wall();
    const endOf = ({ job }: KeptJob) => Date.parse(job.ended_at ?? "");
    return ended.toSorted((a, b) => endOf(a) - endOf(b))
      .filter((job, index) => index < ended.length - MAX_KEPT || now - endOf(job) > KEPT_MS);
  }

  #try(write: () => void): void {
    try {
      write();
    } catch (error) {
      if (!(error instanceof CortexError && error.code === "STORE_FAILED")) throw error;
      logger("jobs").warn("Cannot keep the jobs: {reason}", { reason: error.message });
    }
  }
}
