import { atOnce, type HandlersOf, later } from "../handler.ts";
import { createEndingCalls } from "../ending_calls.ts";
import type { AssistantPart, LanguageModelPart } from "../parts.ts";

/** Handlers of `assistant.*`. */
export function assistantHandlers(
  assistant: AssistantPart,
  model: LanguageModelPart,
): HandlersOf<"assistant"> {
  const answers = createEndingCalls();
  return {
    "assistant.ask": later<"assistant.ask">((input, call) =>
      answers.run(call, (ending) => assistant.ask(input, ending))
    ),
    "assistant.explain": later<"assistant.explain">((input, call) =>
      answers.run(call, (ending) => assistant.explain(input, ending))
    ),
    "assistant.infer": later<"assistant.infer">((input, call) =>
      answers.run(call, (ending) => model.infer(input, ending))
    ),
    "assistant.status": atOnce<"assistant.status">(() => model.status()),
    "assistant.models": later<"assistant.models">(() => model.models()),
    "assistant.load": later<"assistant.load">((input) => model.load(input)),
    "assistant.cancel": atOnce<"assistant.cancel">(({ request_id }) => ({
      cancelled: answers.end(request_id),
    })),
    "assistant.unload": later<"assistant.unload">((_input, call) => model.unload(call)),
  };
}
