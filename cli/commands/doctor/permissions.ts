import { defineCheck, ok, skipped, wrong } from "./check.ts";
import { restartCommands } from "./site.ts";

/** Whether the daemon was given what its table of permissions says. */
export const permissions = defineCheck({
  name: "permissions",
  gather: (site) => ({ rows: site.answers?.permissions?.items ?? null, restart: restartCommands(site) }),
  judge: ({ rows, restart }) => {
    if (rows === null) return [skipped("No daemon tells its permissions")];
    const lacking = rows.filter(({ missing }) => missing.length > 0);
    return lacking.length === 0
      ? [ok("The daemon has every permission of its table")]
      : lacking.map(({ row, missing }) =>
        wrong(`The daemon was started without ${missing.join(", ")}, which ${row} needs`, ...restart)
      );
  },
});
