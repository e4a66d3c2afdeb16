import type { AssistantExplanation, AssistantReply, ParsedInputOf } from "../contract/mod.ts";
import type { Clock } from "../core/clock.ts";
import { answerTo } from "./answer.ts";
import { explain } from "./explain.ts";
import { asAnswer, asExplanation } from "./reply.ts";
import type { Sources } from "./sources.ts";
import { type Asker, createWordings, type Phrasing } from "./wording.ts";

/** What answers questions about this host. */
export interface Assistant {
  ask(input: ParsedInputOf<"assistant.ask">, asker: Asker): Promise<AssistantReply>;
  /** Fails with ALERT_NOT_FOUND, NOT_FOUND, and as the parts do that cannot tell. */
  explain(input: ParsedInputOf<"assistant.explain">, asker: Asker): Promise<AssistantExplanation>;
}

/** An assistant over the parts of the daemon; without a model it answers alone. */
export function createAssistant(
  sources: Sources,
  clock: Clock,
  phrasing: Phrasing | null = null,
): Assistant {
  const wordings = createWordings(sources, clock, phrasing);
  return {
    ask: async ({ question, model }, asker) =>
      asAnswer(await wordings.say({ question, model, core: (scene) => answerTo(question, scene) }, asker)),
    explain: async ({ subject, model }, asker) => {
      const question = `Explain "${subject}": what is it, how did it come so, and what should be looked at?`;
      return asExplanation(
        await wordings.say({ question, model, core: (scene) => explain(subject, scene) }, asker),
      );
    },
  };
}
