import { type HandlersOf, later } from "../handler.ts";
import type { LogsPart } from "../parts.ts";

/** Handlers of `logs.*`. */
export function logsHandlers(logs: LogsPart): HandlersOf<"logs"> {
  return { "logs.list": later<"logs.list">((query) => logs.list(query)) };
}
