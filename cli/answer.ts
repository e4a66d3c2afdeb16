import type { AnswerOptions, Client } from "../src/client/mod.ts";
import type { AssistantExplanation, AssistantReply, InputOf } from "../src/contract/wire.ts";
import type { Context, Outcome } from "./command.ts";
import { heedInterrupts, interrupted } from "./interrupt.ts";
import { giveUpJob } from "./job_end.ts";
import { openPlaceInLine } from "./place_in_line.ts";
import { renderGrounds, renderText } from "./text/assistant.ts";

/** The option of every command that a model may phrase the answer of. */
export const NO_MODEL = {
  "no-model": { type: "flag", summary: "Without a language model, though there is one" },
} as const;

/** Prints the answer to a question as it comes, and below it what it rests on. */
export function ask(context: Context, input: InputOf<"assistant.ask">): Promise<Outcome> {
  return told(context, async (client, following) => {
    const reply = await client.answer("assistant.ask", input, following);
    return { reply, text: reply.answer };
  });
}

/** Prints an explanation as it comes, and below it what it rests on. */
export function explain(context: Context, input: InputOf<"assistant.explain">): Promise<Outcome> {
  return told(context, async (client, following) => {
    const reply = await client.answer("assistant.explain", input, following);
    return { reply, text: reply.summary };
  });
}

interface Answer {
  readonly reply: AssistantReply | AssistantExplanation;
  readonly text: string;
}

async function told(
  context: Context,
  answer: (client: Client, following: AnswerOptions) => Promise<Answer>,
): Promise<Outcome> {
  const { terminal, json, wall } = context;
  let shown = "";
  using place = openPlaceInLine(terminal);
  if (!json) place.at(0);
  const onText = (text: string) => {
    place[Symbol.dispose]();
    shown += text;
    terminal.write(renderText(text, { ...terminal, now: wall() }));
  };
  const { reply, text } = await cancellable(
    context,
    (client, following) => answer(client, json ? following : { ...following, onText, onQueue: place.at }),
  );
  place[Symbol.dispose]();
  return {
    json: [reply],
    // What came in pieces and is not the answer in the end was cut off.
    render: (view) => `${shown.trim() === text ? "" : renderText(text, view)}${renderGrounds(reply, view)}`,
  };
}

/** Waits for an answer; who interrupts that also ends the job of the model, and is told which it was. */
async function cancellable<T>(
  context: Context,
  answer: (client: Client, following: AnswerOptions) => Promise<T>,
): Promise<T> {
  const client = await context.client();
  using interrupts = heedInterrupts();
  let job: string | undefined;
  const onJob = (id: string) => {
    job = id;
  };
  try {
    return await answer(client, { signal: interrupts.signal, onJob });
  } catch (error) {
    if (!interrupts.signal.aborted) throw error;
    if (job === undefined) throw interrupts.signal.reason;
    await giveUpJob(client, job);
    throw interrupted(`the job ${job} was cancelled`, { job_id: job });
  }
}
