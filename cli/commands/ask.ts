import { ask, NO_MODEL } from "../answer.ts";
import { type Command, defineCommand } from "../command.ts";

/** `cortex ask`: a question about this host, answered with evidence. */
export const command: Command = defineCommand({
  operands: [{ name: "QUESTION", summary: "The question, in English; quotes are not needed", many: true }],
  options: NO_MODEL,
  examples: [
    { args: "ask why is it slow", summary: "Load, its reasons, and who causes it" },
    { args: 'ask "Is the disk filling?"', summary: "In quotes where the shell would take a character" },
  ],
  run: ({ operands, values }, context) =>
    ask(context, { question: operands.join(" "), ...(values["no-model"] ? { model: false } : {}) }),
});
