import type { AssistantExplanation, AssistantReply, Grounds } from "../contract/mod.ts";
import { commandsFor, type Diagnosis } from "./causes.ts";
import { compose, say, type Sentence } from "./sentence.ts";

/** What a reply is made of. */
export interface ReplyParts {
  readonly topics: readonly string[];
  readonly paragraphs: readonly (readonly Sentence[])[];
  /** The likeliest first. */
  readonly found: readonly Diagnosis[];
}

/** A reply, whatever it replies to. */
export interface Reply extends Grounds {
  readonly text: string;
}

/** Writes a reply: the paragraphs, and below them the causes that were found. */
export function replyOf({ topics, paragraphs, found }: ReplyParts): Reply {
  const told = found.map(({ sentence }, index) =>
    index === 0 ? say`What matters most: ${sentence}` : say`Then: ${sentence}`
  );
  const { answer, evidence, cited } = compose([...paragraphs, told]);
  return {
    text: answer,
    topics: [...topics],
    likely_causes: found.map(({ cause, score, subject }, index) => ({
      cause: cause.name,
      score,
      subject,
      evidence: [...cited(told[index] ?? [])],
    })),
    evidence: [...evidence],
    commands: commandsFor(found),
    model: null,
    removed: 0,
  };
}

/** A reply to a question. */
export function asAnswer({ text, ...grounds }: Reply): AssistantReply {
  return { answer: text, ...grounds };
}

/** A reply to what a thing is. */
export function asExplanation({ text, ...grounds }: Reply): AssistantExplanation {
  return { summary: text, ...grounds };
}
