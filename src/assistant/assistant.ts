import type { AssistantExplanation, AssistantReply, ParsedInputOf } from "../contract/mod.ts";
import type { Clock } from "../core/clock.ts";
import { answerTo } from "./answer.ts";
import { explain } from "./explain.ts";
import { asAnswer, asExplanation, replyOf } from "./reply.ts";
import type { Cancellable, Sources } from "./sources.ts";

/** What answers questions about this host. */
export interface Assistant {
  ask(input: ParsedInputOf<"assistant.ask">, call: Cancellable): Promise<AssistantReply>;
  /** Fails with ALERT_NOT_FOUND, NOT_FOUND, and as the parts do that cannot tell. */
  explain(input: ParsedInputOf<"assistant.explain">, call: Cancellable): Promise<AssistantExplanation>;
}

/** An assistant over the parts of the daemon. */
export function createAssistant(sources: Sources, clock: Clock): Assistant {
  const scene = (call: Cancellable) => ({ sources, call, now_ms: clock.wall() });
  return {
    ask: async ({ question }, call) => asAnswer(replyOf(await answerTo(question, scene(call)))),
    explain: async ({ subject }, call) => asExplanation(replyOf(await explain(subject, scene(call)))),
  };
}
