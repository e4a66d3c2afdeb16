import { exampleConfig } from "../../../src/config/mod.ts";
import { type Command, defineCommand } from "../../command.ts";
import { ruleDefaults } from "./_rule_defaults.ts";

/** `cortex config example`: a file with every setting, made from the schema. No daemon is needed. */
export const command: Command = defineCommand({
  examples: [{
    args: "config example > ~/.cortex/daemon.yaml",
    summary: "A file to begin with: every setting commented out, with its default",
  }],
  run: () => {
    const example = exampleConfig(ruleDefaults());
    return Promise.resolve({ json: [{ example }], render: () => example });
  },
});
