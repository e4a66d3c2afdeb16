import type { OutputOf, ParsedInputOf } from "../contract/mod.ts";
import { cursorOf, seqOf } from "../core/cursor.ts";
import type { EventRepository, EventRow } from "../store/mod.ts";
import { fits } from "./filter.ts";

/** Events read for one page at most, so that a filter that fits few delays nobody. */
const MOST_READ = 5000;

/** A page of the events that fit. Throws INVALID_PARAMS for a cursor that is none. */
export function listEvents(
  events: EventRepository,
  query: ParsedInputOf<"events.list">,
): OutputOf<"events.list"> {
  const { after = 0, cursor, limit, order } = query;
  const newest = order === "newest";
  const from = cursor === undefined ? (newest ? Number.MAX_SAFE_INTEGER : after) : seqOf(cursor);
  const read = newest
    ? events.before(from, MOST_READ).filter(({ seq }) => seq > after)
    : events.after(Math.max(from, after), MOST_READ);
  const items = read.filter(fits(query)).slice(0, limit);
  const more = items.length === limit || read.length === MOST_READ;
  const last = items.length === limit ? items.at(-1) : read.at(-1);
  return { items: items.map(copy), next_cursor: more && last !== undefined ? cursorOf(last.seq) : null };
}

function copy(event: EventRow): OutputOf<"events.list">["items"][number] {
  return { ...event, data: { ...event.data } };
}
