import { type Command, defineCall } from "../command.ts";
import { renderAnswer } from "../text/assistant.ts";

/** `cortex ask`: a question about this host, answered with evidence. */
export const command: Command = defineCall({
  operation: "assistant.ask",
  operands: [{ name: "QUESTION", summary: "The question, in English; quotes are not needed", many: true }],
  examples: [
    { args: "ask why is it slow", summary: "Load, its reasons, and who causes it" },
    { args: 'ask "Is the disk filling?"', summary: "In quotes where the shell would take a character" },
  ],
  options: {
    "no-model": { type: "flag", summary: "Without a language model, though there is one" },
  },
  input: ({ operands, values }) => ({
    question: operands.join(" "),
    ...(values["no-model"] ? { model: false } : {}),
  }),
  render: (reply, view) => renderAnswer(reply.answer, reply, view),
});
