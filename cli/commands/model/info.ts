import { describeModel } from "../../../src/assistant/offline.ts";
import { type Command, defineCommand } from "../../command.ts";
import { factLines } from "../../text/facts.ts";
import { modelFacts } from "../../text/models.ts";
import { paint, styled } from "../../text/paint.ts";

/** `cortex model info`: what the header of a file says; no daemon is asked and nothing is loaded. */
export const command: Command = defineCommand({
  operands: [{ name: "FILE", summary: "A GGUF file" }],
  options: {
    context: {
      type: "integer",
      value: "TOKENS",
      summary: "Context that its memory is estimated for; 4096 without it",
      min: 1,
      max: 1_048_576,
    },
  },
  examples: [
    { args: "model info small.gguf", summary: "What it is, and what it would take of memory" },
    { args: "model info small.gguf --context 8192", summary: "The same with more context" },
  ],
  run: async ({ values: { context = 4096 }, operands: [path = ""] }) => {
    const model = await describeModel(path, context);
    return {
      json: [model],
      render: (view) => paint([[styled("strong", path)], [], ...factLines(modelFacts(model))], view),
      exit: model.problem === null ? 0 : 1,
    };
  },
});
