import type { Notice } from "../alerts/mod.ts";
import type { Subsystem } from "../contract/mod.ts";

/** A part of the daemon as a condition: an alert while it is given up, over as soon as it runs. */
export function partNotice({ name, state, message }: Subsystem): Notice {
  const broken = state === "unhealthy";
  return {
    rule: "part",
    subject: name,
    category: "system",
    severity: broken ? "error" : null,
    message: broken ? `The part ${name} of Cortex does not run any more` : `The part ${name} of Cortex runs`,
    description: message ?? "",
    recommendation: name === "assistant"
      ? "See `cortex model status`; `cortex model load` tries it again"
      : "See the daemon's log for the reason, then restart the daemon",
    data: { part: name, state },
  };
}
