import type { Notice } from "../alerts/mod.ts";
import type { Subsystem } from "../contract/mod.ts";

/** What brings back a part that is given up. */
const REMEDIES: Readonly<Record<string, string>> = {
  assistant: "See `cortex model status`; `cortex model load` tries it again",
  inventory: "It is tried again every 5 minutes; a restart of the daemon tries it at once",
  runtimes: "`cortex runtimes --refresh` tries it again",
  sockets: "They are back by themselves where the folder can be made; else restart the daemon",
  services: "It is tried again every 5 minutes; a restart of the daemon tries it at once",
};

/** The name of the condition. */
export const PART_RULE = "part";

/** A part of the daemon as a condition: an alert while it is given up, over as soon as it runs. */
export function partNotice({ name, state, message }: Pick<Subsystem, "name" | "state" | "message">): Notice {
  const broken = state === "unhealthy";
  return {
    rule: PART_RULE,
    subject: name,
    category: "system",
    severity: broken ? "error" : null,
    message: broken
      ? `The part ${name} of Cortex does not run any more`
      : `The part ${name} of Cortex runs again`,
    description: message ?? "",
    recommendation: REMEDIES[name] ?? "Restart the daemon: nothing else brings it back",
    data: { part: name, state },
  };
}
