import { configJsonSchema } from "../../../src/config/mod.ts";
import { type Command, defineCommand } from "../../command.ts";

/** `cortex config schema`: what an editor needs to complete and check the file. No daemon is needed. */
export const command: Command = defineCommand({
  examples: [{
    args: "config schema > daemon.schema.json",
    summary: 'Then, as the first line of the file: "# yaml-language-server: $schema=./daemon.schema.json"',
  }],
  run: () => {
    const schema = configJsonSchema();
    return Promise.resolve({ json: [schema], render: () => `${JSON.stringify(schema, null, 2)}\n` });
  },
});
