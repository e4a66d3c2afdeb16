import { CortexError, type OutputOf, type ParsedInputOf } from "../contract/mod.ts";
import type { KeptJob } from "./kept_job.ts";

/** A page of jobs, newest first. Throws INVALID_PARAMS for a cursor that is none. */
export function listJobs(
  jobs: readonly KeptJob[],
  { kind, state, limit, cursor }: ParsedInputOf<"jobs.list">,
): OutputOf<"jobs.list"> {
  const before = cursor === undefined ? Infinity : numberOf(cursor);
  const fitting = jobs.toReversed().filter(({ seq, job }) =>
    seq < before && (kind === undefined || job.kind === kind) && (state === undefined || job.state === state)
  );
  const page = fitting.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ job }) => job),
    next_cursor: fitting.length > page.length && last !== undefined ? String(last.seq) : null,
  };
}

function numberOf(cursor: string): number {
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor);
  throw new CortexError(
    "INVALID_PARAMS",
    `Cannot take the cursor "${cursor.slice(0, 64)}": it is of no page`,
    {
      details: { field: "cursor", problem: "it is of no page", valid: "next_cursor of the page before" },
    },
  );
}
