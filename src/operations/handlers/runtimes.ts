import { type HandlersOf, later } from "../handler.ts";
import type { RuntimesPart } from "../parts.ts";

/** Handlers of `runtimes.*`. */
export function runtimesHandlers(runtimes: RuntimesPart): HandlersOf<"runtimes"> {
  return { "runtimes.list": later<"runtimes.list">((query) => runtimes.list(query)) };
}
