import type { OutputOf, ParsedInputOf } from "../contract/mod.ts";
import { cursorOf, seqOf } from "../core/cursor.ts";
import type { KeptJob } from "./kept_job.ts";

/** A page of jobs, newest first. Throws INVALID_PARAMS for a cursor that is none. */
export function listJobs(
  jobs: readonly KeptJob[],
  { kind, state, limit, cursor }: ParsedInputOf<"jobs.list">,
): OutputOf<"jobs.list"> {
  const before = cursor === undefined ? Infinity : seqOf(cursor);
  const fitting = jobs.toReversed().filter(({ seq, job }) =>
    seq < before && (kind === undefined || job.kind === kind) && (state === undefined || job.state === state)
  );
  const page = fitting.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ job }) => job),
    next_cursor: fitting.length > page.length && last !== undefined ? cursorOf(last.seq) : null,
  };
}
