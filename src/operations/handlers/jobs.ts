import { type HandlersOf, later } from "../handler.ts";
import type { JobsPart } from "../parts.ts";

/** Handlers of `jobs.*`. */
export function jobsHandlers(jobs: JobsPart): HandlersOf<"jobs"> {
  return {
    "jobs.list": later<"jobs.list">((query) => jobs.list(query)),
    "jobs.get": later<"jobs.get">(({ id }) => jobs.get(id)),
    "jobs.cancel": later<"jobs.cancel">(({ id }) => jobs.cancel(id)),
  };
}
