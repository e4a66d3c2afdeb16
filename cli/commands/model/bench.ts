import { type Command, defineCommand } from "../../command.ts";
import { openProgress } from "../../progress.ts";
import { count } from "../../text/format.ts";
import { paint, styled } from "../../text/paint.ts";
import { table } from "../../text/table.ts";

const PREFIX = "You explain to an administrator how a host is, in short sentences and with figures.";
const PROMPTS = ["What does a load average of 5 on two cores mean?", "What does swap usage of 80 % mean?"];

interface Round {
  readonly model: string;
  readonly tokens: number;
  readonly evaluated_tokens: number;
  readonly tokens_per_second: number | null;
  readonly first_token_ms: number | null;
}

/** `cortex model bench`: two answers of a fixed length; the second one finds the first one's prefix evaluated. */
export const command: Command = defineCommand({
  options: {
    tokens: {
      type: "integer",
      value: "COUNT",
      summary: "Length of each answer; 128 without it",
      min: 2,
      max: 4096,
    },
  },
  examples: [{ args: "model bench", summary: "Tokens a second, and the time to the first one" }],
  run: async ({ values: { tokens = 128 } }, context) => {
    const client = await context.client();
    const rounds: Round[] = [];
    using progress = openProgress(context.terminal, "Answering");
    for (const [round, prompt] of PROMPTS.entries()) {
      let pieces = 0;
      const reply = await client.answer(
        "assistant.infer",
        { prompt, prefix: PREFIX, max_tokens: tokens, anew: true },
        { onText: () => progress.at((round + Math.min(1, ++pieces / tokens)) / PROMPTS.length) },
      );
      const { tokens_per_second, first_token_ms } = await client.assistant.status();
      rounds.push({
        model: reply.model,
        tokens: reply.tokens,
        evaluated_tokens: reply.evaluated_tokens,
        tokens_per_second,
        first_token_ms,
      });
    }
    return {
      json: [{ rounds }],
      render: (view) =>
        paint([
          [styled("strong", rounds[0]?.model ?? "")],
          ...table(rounds, [
            { title: "TOKENS", align: "right", cell: ({ tokens }) => count(tokens) },
            {
              title: "TOKENS/S",
              align: "right",
              cell: ({ tokens_per_second }) => String(tokens_per_second ?? "-"),
            },
            {
              title: "FIRST TOKEN",
              align: "right",
              cell: ({ first_token_ms }) => `${first_token_ms ?? "-"} ms`,
            },
            {
              title: "PROMPT EVALUATED",
              align: "right",
              cell: ({ evaluated_tokens }) => count(evaluated_tokens),
            },
          ], view),
        ], view),
    };
  },
});
