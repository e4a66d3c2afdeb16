import type { AssistantReply } from "../contract/mod.ts";
import { causesOf, diagnose } from "./causes.ts";
import type { Known } from "./known.ts";
import { replyOf } from "./reply.ts";
import { say, type Sentence } from "./sentence.ts";
import type { Topic } from "./topic.ts";
import { TOPICS } from "./topics.ts";

/** Answers a question about some topics from what is known; without a topic it says what can be asked. */
export function answerOf(topics: readonly Topic[], known: Known): AssistantReply {
  const paragraphs = topics.length === 0 ? [help()] : topics.map((topic) => {
    const sentences = topic.say(known);
    return sentences.length > 0 ? sentences : [unknown(topic)];
  });
  return replyOf({
    topics: topics.map(({ name }) => name),
    paragraphs,
    found: diagnose(causesOf(topics), known),
  });
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
