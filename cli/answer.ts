import type { AnswerOptions } from "../src/client/mod.ts";
import type { AssistantExplanation, AssistantReply, InputOf } from "../src/contract/wire.ts";
import type { Context, Outcome } from "./command.ts";
import { openPlaceInLine } from "./place_in_line.ts";
import { renderGrounds, renderText } from "./text/assistant.ts";

/** The option of every command that a model may phrase the answer of. */
export const NO_MODEL = {
  "no-model": { type: "flag", summary: "Without a language model, though there is one" },
} as const;

/** Prints the answer to a question as it comes, and below it what it rests on. */
export function ask(context: Context, input: InputOf<"assistant.ask">): Promise<Outcome> {
  return told(context, async (following) => {
    const reply = await (await context.client()).answer("assistant.ask", input, following);
    return { reply, text: reply.answer };
  });
}

/** Prints an explanation as it comes, and below it what it rests on. */
export function explain(context: Context, input: InputOf<"assistant.explain">): Promise<Outcome> {
  return told(context, async (following) => {
    const reply = await (await context.client()).answer("assistant.explain", input, following);
    return { reply, text: reply.summary };
  });
}

interface Answer {
  readonly reply: AssistantReply | AssistantExplanation;
  readonly text: string;
}

async function told(
  { terminal, json, wall }: Context,
  answer: (following: AnswerOptions) => Promise<Answer>,
): Promise<Outcome> {
  let shown = "";
  using place = openPlaceInLine(terminal);
  if (!json) place.at(0);
  const onText = (text: string) => {
    place[Symbol.dispose]();
    shown += text;
    terminal.write(renderText(text, { ...terminal, now: wall() }));
  };
  const { reply, text } = await answer(json ? {} : { onText, onQueue: place.at });
  place[Symbol.dispose]();
  return {
    json: [reply],
    // What came in pieces and is not the answer in the end was cut off.
    render: (view) => `${shown.trim() === text ? "" : renderText(text, view)}${renderGrounds(reply, view)}`,
  };
}
