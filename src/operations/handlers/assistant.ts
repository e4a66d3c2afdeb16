import { atOnce, type HandlersOf, later } from "../handler.ts";
import type { AssistantPart, LanguageModelPart } from "../parts.ts";

/** Handlers of `assistant.*`. */
export function assistantHandlers(
  assistant: AssistantPart,
  model: LanguageModelPart,
): HandlersOf<"assistant"> {
  return {
    "assistant.ask": later<"assistant.ask">((input, call) => assistant.ask(input, call)),
    "assistant.explain": later<"assistant.explain">((input, call) => assistant.explain(input, call)),
    "assistant.infer": later<"assistant.infer">((input, call) => model.infer(input, call)),
    "assistant.status": atOnce<"assistant.status">(() => model.status()),
    "assistant.models": later<"assistant.models">(() => model.models()),
    "assistant.load": later<"assistant.load">((input) => model.load(input)),
    "assistant.unload": later<"assistant.unload">((_input, call) => model.unload(call)),
  };
}
