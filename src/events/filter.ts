import { type EventFilter, groupOf, SEVERITIES } from "../contract/mod.ts";
import type { EventRow } from "../store/mod.ts";

/** The test of a filter: true for the events that are wanted. */
export function fits({ types, severity, subject, job }: EventFilter): (event: EventRow) => boolean {
  const wanted = types === undefined ? null : new Set<string>(types);
  const least = severity === undefined ? 0 : SEVERITIES.indexOf(severity);
  return (event) =>
    (wanted === null || wanted.has(event.type) || wanted.has(groupOf(event.type))) &&
    (least === 0 || SEVERITIES.indexOf(event.severity) >= least) &&
    (subject === undefined || event.subject === subject) &&
    (job === undefined || (event.subject === job && event.type.startsWith("job.")));
}
