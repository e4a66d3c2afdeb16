import { causesOf, diagnose } from "./causes.ts";
import type { Scene } from "./explainer.ts";
import { gather } from "./gather.ts";
import type { ReplyParts } from "./reply.ts";
import { say, type Sentence } from "./sentence.ts";
import type { Topic } from "./topic.ts";
import { TOPICS, topicsOf } from "./topics.ts";

/** What is to be said to a question; where no word of it is known, what can be asked. */
export async function answerTo(question: string, { sources, call, now_ms }: Scene): Promise<ReplyParts> {
  const topics = topicsOf(question);
  const causes = causesOf(topics);
  const known = await gather(sources, call, { wanting: [...topics, ...causes], now_ms });
  return {
    topics: topics.map(({ name }) => name),
    paragraphs: topics.length === 0 ? [help()] : topics.map((topic) => {
      const sentences = topic.say(known);
      return sentences.length > 0 ? sentences : [unknown(topic)];
    }),
    found: diagnose(causes, known),
    further: topics.flatMap((topic) => topic.further),
  };
}

function unknown({ about }: Topic): Sentence {
  return [`Nothing is known of ${about} at present`];
}

function help(): Sentence[] {
  const [last = "", ...others] = TOPICS.map(({ about }) => about).reverse();
  return [
    say`The question was not understood`,
    [`It can be about ${others.reverse().join("; ")}; or ${last}`],
    [`For example: ${TOPICS.map(({ example }) => example).slice(0, EXAMPLES).join(" ")}`],
  ];
}

/** Questions shown as examples. */
const EXAMPLES = 4;
