import { isWell } from "../../text/parts.ts";
import { defineCheck, ok, skipped, wrong } from "./check.ts";
import { restartCommands } from "./site.ts";

/** Whether every part of the daemon does its work. */
export const parts = defineCheck({
  name: "parts",
  gather: (site) => ({
    subsystems: site.answers?.status?.subsystems ?? null,
    restart: restartCommands(site),
  }),
  judge: ({ subsystems, restart }) => {
    if (subsystems === null) return [skipped("No daemon tells of its parts")];
    const unwell = subsystems.filter((part) => !isWell(part) && part.state !== "starting");
    return unwell.length === 0
      ? [ok("Every part of the daemon does its work")]
      : unwell.map(({ name, state, message }) =>
        wrong(`The part ${name} is ${state}${message === null ? "" : `: ${message}`}`, ...restart)
      );
  },
});
