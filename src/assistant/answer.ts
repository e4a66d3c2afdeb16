import { causesOf, diagnose, likeliest } from "./causes.ts";
import type { Scene } from "./explainer.ts";
import { gather } from "./gather.ts";
import { namedIn } from "./named.ts";
import type { ReplyParts } from "./reply.ts";
import { say, type Sentence } from "./sentence.ts";
import type { Topic } from "./topic.ts";
import { TOPICS, topicsOf } from "./topics.ts";

/**
 * What is to be said to a question, of the things that it names and the topics that its words mean; where there are
 * none, what can be asked.
 */
export async function answerTo(question: string, scene: Scene): Promise<ReplyParts> {
  const { sources, call, now_ms } = scene;
  const topics = topicsOf(question);
  const causes = causesOf(topics);
  const [known, named] = await Promise.all([
    gather(sources, call, { wanting: [...topics, ...causes], now_ms }),
    namedIn(question, scene),
  ]);
  const told = topics.map((topic) => {
    const sentences = topic.say(known);
    return sentences.length > 0 ? sentences : [unknown(topic)];
  });
  const paragraphs = [...named.flatMap((one) => one.paragraphs), ...told];
  return {
    topics: [...new Set([...named.flatMap((one) => one.topics), ...topics.map(({ name }) => name)])],
    paragraphs: paragraphs.length === 0 ? [help()] : paragraphs,
    found: likeliest([...named.flatMap(({ found }) => found), ...diagnose(causes, known)]),
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
