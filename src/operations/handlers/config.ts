import { atOnce, type HandlersOf } from "../handler.ts";
import type { ConfigPart } from "../parts.ts";

/** Handlers of `config.*`. */
export function configHandlers(config: ConfigPart): HandlersOf<"config"> {
  return { "config.get": atOnce<"config.get">(({ key }) => config.get(key)) };
}
