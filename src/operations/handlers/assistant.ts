import { type HandlersOf, later } from "../handler.ts";
import type { AssistantPart } from "../parts.ts";

/** Handlers of `assistant.*`. */
export function assistantHandlers(assistant: AssistantPart): HandlersOf<"assistant"> {
  return {
    "assistant.ask": later<"assistant.ask">((input, call) => assistant.ask(input, call)),
    "assistant.explain": later<"assistant.explain">((input, call) => assistant.explain(input, call)),
  };
}
