import type { AssistantExplanation, AssistantReply, Grounds } from "../contract/mod.ts";
import type { CauseName } from "./cause.ts";
import { CAUSES, type Diagnosis } from "./causes.ts";
import { commandsFor, type Offered } from "./commands.ts";
import { compose, say, type Sentence } from "./sentence.ts";

/** What a reply is made of. */
export interface ReplyParts {
  readonly topics: readonly string[];
  readonly paragraphs: readonly (readonly Sentence[])[];
  /** The likeliest first. */
  readonly found: readonly Diagnosis[];
  /** Causes whose commands are offered where none was found. */
  readonly further?: readonly CauseName[];
}

/** A reply, whatever it replies to. */
export interface Reply extends Grounds {
  readonly text: string;
}

/** What to look further with: by what was found, else by what was asked for. */
export function commandsOf({ found, further = [] }: ReplyParts): readonly Offered[] {
  const asked_for = CAUSES.filter(({ name }) => further.includes(name));
  return commandsFor(found.length > 0 ? found : asked_for.map((cause) => ({ cause, subject: "" })));
}

/** Writes a reply: the paragraphs, and below them the causes that were found. */
export function replyOf(parts: ReplyParts): Reply {
  const { topics, paragraphs, found } = parts;
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
    commands: [...commandsOf(parts)],
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
