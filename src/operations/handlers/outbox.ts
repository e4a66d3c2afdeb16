import { type HandlersOf, later } from "../handler.ts";
import type { OutboxPart } from "../parts.ts";

/** Handlers of `outbox.*`. */
export function outboxHandlers(outbox: OutboxPart): HandlersOf<"outbox"> {
  return {
    "outbox.list": later<"outbox.list">((query) => outbox.list(query)),
    "outbox.read": later<"outbox.read">((input) => outbox.read(input)),
    "outbox.acknowledge": later<"outbox.acknowledge">((input) => outbox.acknowledge(input)),
  };
}
