import { stopOptions } from "../../daemon/options.ts";
import { isService, systemctl } from "../../daemon/service.ts";
import { stopOwn } from "../../daemon/stop.ts";
import { stoppedOutcome } from "../../daemon/outcome.ts";
import { type Command, defineCommand } from "../../command.ts";

/** `cortex daemon stop` */
export const command: Command = defineCommand({
  options: stopOptions,
  examples: [{ args: "daemon stop", summary: "Ends it after its running operations" }],
  run: async ({ values }, context) => {
    if (await isService(values, context)) return await systemctl("stop");
    return stoppedOutcome(await stopOwn(context));
  },
});
