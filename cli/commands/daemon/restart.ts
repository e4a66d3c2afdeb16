import { asUser } from "../../daemon/as_user.ts";
import { startOptions } from "../../daemon/options.ts";
import { isService, restartService } from "../../daemon/service.ts";
import { restartOwn } from "../../daemon/start.ts";
import { factsOf, startedOutcome } from "../../daemon/outcome.ts";
import { type Command, defineCommand } from "../../command.ts";

/** `cortex daemon restart`: starts one, too, where none runs. */
export const command: Command = defineCommand({
  options: startOptions,
  examples: [{ args: "daemon restart", summary: "After an upgrade; no request is lost" }],
  run: async ({ values }, context) => {
    if (values.user !== undefined) return await asUser(values.user, "restart", values, context);
    if (await isService(values, context)) return await restartService(context);
    return startedOutcome(factsOf(await restartOwn(values, context)));
  },
});
