import type { AssistantReply, ParsedInputOf } from "../contract/mod.ts";
import type { Clock } from "../core/clock.ts";
import { answerOf } from "./answer.ts";
import { explanationOf } from "./explain.ts";
import { gather, gatherAlert } from "./gather.ts";
import type { Cancellable, Sources } from "./sources.ts";
import { topicsOf } from "./topics.ts";

/** What answers questions about this host. */
export interface Assistant {
  ask(input: ParsedInputOf<"assistant.ask">, call: Cancellable): Promise<AssistantReply>;
  /** Fails with ALERT_NOT_FOUND. */
  explain(input: ParsedInputOf<"assistant.explain">): Promise<AssistantReply>;
}

/** An assistant over the parts of the daemon. */
export function createAssistant(sources: Sources, clock: Clock): Assistant {
  return {
    ask: async ({ question }, call) => {
      const topics = topicsOf(question);
      const known = await gather(sources, call, {
        needs: topics.flatMap(({ needs }) => needs),
        series: [...new Set(topics.flatMap(({ series }) => series))],
        now_ms: clock.wall(),
      });
      return answerOf(topics, known);
    },
    explain: async ({ alert_id }) => explanationOf(await gatherAlert(sources, alert_id, clock.wall())),
  };
}
