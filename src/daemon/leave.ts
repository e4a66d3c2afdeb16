import { CortexError } from "../contract/mod.ts";
import { logger, logRing } from "../log/mod.ts";
import type { Ending } from "./ending.ts";
import type { Presence } from "./presence.ts";
import type { State } from "./state.ts";

/**
 * Tells the service manager, the log and the next run that the daemon ends, and lets go of who follows a job, events
 * or the log. Throws UNAVAILABLE where the reason is a part that hangs.
 */
export async function leave(
  reason: string,
  { successor, hung_part }: Pick<Ending, "successor" | "hung_part">,
  { run, happenings, jobs, events }: State,
  presence: Presence,
): Promise<void> {
  await (successor === undefined ? presence.stopping(reason) : presence.handedOver(successor));
  logger("daemon").info("Stopping: {reason}", { reason });
  happenings.stopping(reason, hung_part);
  run.ending(reason, hung_part);
  await jobs[Symbol.asyncDispose]();
  events[Symbol.dispose]();
  logRing.end();
  if (hung_part !== undefined) throw new CortexError("UNAVAILABLE", reason);
}
