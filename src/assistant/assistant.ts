import type { AssistantReply, ParsedInputOf } from "../contract/mod.ts";
import type { Clock } from "../core/clock.ts";
import { answerOf } from "./answer.ts";
import { causesOf } from "./causes.ts";
import { explanationOf } from "./explain.ts";
import { gather, gatherAlert } from "./gather.ts";
import type { Cancellable, Sources } from "./sources.ts";
import { topicsOf } from "./topics.ts";

/** What answers questions about this host. */
export interface Assistant {
  ask(input: ParsedInputOf<"assistant.ask">, call: Cancellable): Promise<AssistantReply>;
  /** Fails with ALERT_NOT_FOUND. */
  explain(input: ParsedInputOf<"assistant.explain">, call: Cancellable): Promise<AssistantReply>;
}

/** An assistant over the parts of the daemon. */
export function createAssistant(sources: Sources, clock: Clock): Assistant {
  return {
    ask: async ({ question }, call) => {
      const topics = topicsOf(question);
      const known = await gather(sources, call, {
        wanting: [...topics, ...causesOf(topics)],
        now_ms: clock.wall(),
      });
      return answerOf(topics, known);
    },
    explain: async ({ alert_id }, call) =>
      explanationOf(await gatherAlert(sources, call, { id: alert_id, now_ms: clock.wall() })),
  };
}
