import { atOnce, type HandlersOf, later } from "../handler.ts";
import type { ConfigPart } from "../parts.ts";

/** Handlers of `config.*`. */
export function configHandlers(config: ConfigPart): HandlersOf<"config"> {
  return {
    "config.get": atOnce<"config.get">(({ key }) => config.get(key)),
    "config.set": later<"config.set">(({ key, value }, { request_id }) => config.set(key, value, request_id)),
    "config.validate": atOnce<"config.validate">(({ text }) => config.validate(text)),
    "config.schema": atOnce<"config.schema">(() => config.schema()),
  };
}
