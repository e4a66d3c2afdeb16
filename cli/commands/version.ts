import { VERSION } from "../../src/contract/wire.ts";
import { type Command, defineCall } from "../command.ts";
import { paint } from "../text/paint.ts";

/** `cortex version`: both ends, as they need not be of one release. */
export const command: Command = defineCall({
  operation: "daemon.version",
  examples: [
    { args: "version", summary: "Versions of this program and of the daemon it reaches" },
    { args: "--version", summary: "Version of this program alone; no daemon is needed" },
  ],
  render: ({ name, version, api, deno }, view) =>
    paint([[`cortex ${VERSION}`], [`${name} ${version}, api ${api}, Deno ${deno}`]], view),
});
