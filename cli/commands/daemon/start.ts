import { asUser } from "../../daemon/as_user.ts";
import { startOptions } from "../../daemon/options.ts";
import { isService, systemctl } from "../../daemon/service.ts";
import { startOwn } from "../../daemon/start.ts";
import { factsOf, startedOutcome } from "../../daemon/outcome.ts";
import { type Command, defineCommand } from "../../command.ts";

/** `cortex daemon start` */
export const command: Command = defineCommand({
  options: startOptions,
  examples: [
    { args: "daemon start", summary: "In the background; prints its process and sockets" },
    { args: "daemon start --supervise", summary: "Started again when it dies" },
    { args: "daemon start --user backup", summary: "As root: with the rights of that user only" },
  ],
  run: async ({ values }, context) => {
    if (values.user !== undefined) return await asUser(values.user, "start", values, context);
    if (await isService(values, context)) return await systemctl("start");
    return startedOutcome(factsOf(await startOwn(values, context)));
  },
});
