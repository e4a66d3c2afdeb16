import { type Command, defineCall } from "../command.ts";
import { paint } from "../text/paint.ts";

/** `cortex shutdown`: returns before the daemon has ended. */
export const command: Command = defineCall({
  operation: "daemon.shutdown",
  examples: [{ args: "--instance staging shutdown", summary: "End the daemon named staging" }],
  render: (_, view) => paint([["The daemon ends after its running operations"]], view),
});
