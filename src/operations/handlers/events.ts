import { type HandlersOf, later } from "../handler.ts";
import type { EventsPart } from "../parts.ts";

/** Handlers of `events.*`. */
export function eventsHandlers(events: EventsPart): HandlersOf<"events"> {
  return { "events.list": later<"events.list">((query) => events.list(query)) };
}
