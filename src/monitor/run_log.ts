import { logger } from "../log/mod.ts";
import type { CollectorRun } from "./assemble.ts";

/** Logs how collectors do when that changes: a fault once and its end once, not on every tick. */
export function createRunLog(): (runs: readonly CollectorRun[]) => void {
  const log = logger("monitor");
  const before = new Map<string, CollectorRun["state"]>();
  return (runs) => {
    for (const { name, state, message } of runs) {
      const last = before.get(name);
      before.set(name, state);
      if (state === last) continue;
      const facts = { collector: name, state, message };
      if (state === "absent") log.debug("This machine has nothing for the collector {collector}", facts);
      else if (state !== "ok") log.warning("Cannot finish the collector {collector}: {message}", facts);
      else if (last !== undefined) log.info("The collector {collector} works again", facts);
    }
  };
}
