import { type JobDetail, jobDetail } from "../contract/mod.ts";
import { logger } from "../log/mod.ts";
import type { Database } from "./database.ts";
import { parseJson } from "./json.ts";

/** A job and its place in the order in which jobs were started. */
export interface JobRow {
  /** Rises with every new job; never changes. */
  readonly seq: number;
  readonly job: JobDetail;
}

/** The jobs that are kept. */
export interface JobRepository {
  /** All of them, oldest first. A row that is not a valid job is left out, with a line in the log. */
  all(): JobRow[];
  /** Writes a new or changed one. */
  save(row: JobRow): void;
  remove(seqs: readonly number[]): void;
}

/** The repository over an open database. */
export function jobRepository(db: Database): JobRepository {
  const select = db.prepare("select seq, data from jobs order by seq");
  const upsert = db.prepare("insert or replace into jobs (seq, data) values (?, ?)");
  const remove = db.prepare("delete from jobs where seq = ?");
  return {
    all: () => {
      const rows = db.read(() => select.all());
      const valid = rows.flatMap(decode);
      const lost = rows.length - valid.length;
      if (lost > 0) logger("store").error("Cannot read {lost} kept jobs: left out", { lost });
      return valid;
    },
    save: ({ seq, job }) => db.transaction(() => void upsert.run(seq, JSON.stringify(job))),
    remove: (seqs) =>
      db.transaction(() => {
        for (const seq of seqs) remove.run(seq);
      }),
  };
}

function decode({ seq, data }: Record<string, unknown>): JobRow[] {
  // Those that were kept before jobs could wait say nothing of it.
  const parsed = jobDetail().safeParse({ before: null, ...Object(parseJson(data)) });
  return parsed.success && typeof seq === "number" ? [{ seq, job: parsed.data }] : [];
}
