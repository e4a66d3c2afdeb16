/** What a job comes to, JSON-safe; at most {@link MAX_RESULT_BYTES} as JSON. */
export type Result = Readonly<Record<string, unknown>>;

/** The longest result, bytes of JSON: what is larger belongs into a file that the result names. */
export const MAX_RESULT_BYTES = 16_384;

/** What a job is given to work with. */
export interface Work {
  /** Id of the job. */
  readonly id: string;
  /** Aborts when the job is cancelled or the daemon ends; the work must end soon then. */
  readonly signal: AbortSignal;
  /** How far it is, in units of its own. May be called as often as it likes: it is told a few times a second. */
  progress(done: number, total?: number): void;
  /** How many are before it in a line that it waits in; 0: it has its turn. */
  inLine(before: number): void;
  /** Adds a line to the job's log; it is cut at 300 characters, and only the last 200 lines are kept. */
  log(line: string): void;
}

/** What a job is called, and how it is kept. */
export interface JobTerms {
  /** `store.backup`; one of a kind runs at a time, unless it is passing. */
  readonly kind: string;
  /** For people: `Backup of the state`. */
  readonly title: string;
  /** Cancels it, too. */
  readonly signal?: AbortSignal;
  /**
   * Many come and go: several run at a time, no event tells of them, and they are kept in memory only, the last ones.
   * @default {false}
   */
  readonly passing?: boolean;
}

/** Work to be done as a job. */
export interface Task extends JobTerms {
  /** Does the work. What it throws becomes the job's error. */
  run(work: Work): Promise<Result>;
}

/** Work to be done as a job for somebody who waits for what comes of it, which is more than the job tells. */
export interface Errand<T> extends JobTerms {
  /** Does the work. What it throws becomes the job's error. */
  run(work: Work): Promise<T>;
  /** What the job tells of the outcome. */
  told(outcome: T): Result;
}
