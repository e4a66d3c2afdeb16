import { loadConfig, parseDaemonOptions, readStart } from "../../../src/config/mod.ts";
import { type Command, defineCommand } from "../../command.ts";
import { plural } from "../../text/format.ts";
import { type Line, paint, styled, type View } from "../../text/paint.ts";

/** `cortex config validate`: reads the files as a daemon of this user would; fails with CONFIG_INVALID. */
export const command: Command = defineCommand({
  operands: [{
    name: "FILE",
    summary: "Check this file only, not those the daemon would read",
    optional: true,
  }],
  options: {
    user: { type: "flag", summary: "Check the user's own files, also as root" },
  },
  examples: [
    { args: "config validate", summary: "All that a daemon started by you would read, variables included" },
    { args: "config validate ./daemon.yaml", summary: "A file before it is installed" },
  ],
  run: ({ values: { user }, operands: [file] }, context) => {
    const options = parseDaemonOptions([
      ...(file === undefined ? [] : [`--config=${file}`]),
      ...(context.instance === undefined ? [] : [`--instance=${context.instance}`]),
      ...(user ? ["--user"] : []),
    ], context.env);
    const { files, settings } = loadConfig(readStart(options));
    const changed = settings.filter(({ origin }) => origin !== "default").length;
    return Promise.resolve({
      json: [{ valid: true, files }],
      render: (view: View) =>
        paint([
          [
            styled("good", "Valid"),
            `: ${plural(changed, "setting")} ${changed === 1 ? "differs" : "differ"} from the defaults`,
          ],
          ...(files.length === 0
            ? [["No configuration file was found"]]
            : files.map((path): Line => ["  ", path])),
        ], view),
    });
  },
});
