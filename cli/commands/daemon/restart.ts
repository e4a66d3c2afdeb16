import { startOptions } from "../../daemon/options.ts";
import { isService, systemctl } from "../../daemon/service.ts";
import { isRunning, startOwn } from "../../daemon/start.ts";
import { stopOwn } from "../../daemon/stop.ts";
import { startedOutcome } from "../../daemon/outcome.ts";
import { type Command, defineCommand } from "../../command.ts";

/** `cortex daemon restart`: starts one, too, where none runs. */
export const command: Command = defineCommand({
  options: startOptions,
  examples: [{ args: "daemon restart", summary: "After an upgrade" }],
  run: async ({ values }, context) => {
    if (await isService(values, context)) return await systemctl("restart");
    if (await isRunning(values, context)) await stopOwn(context);
    return startedOutcome(await startOwn(values, context));
  },
});
