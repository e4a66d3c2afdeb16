import type { Severity, Subsystem } from "../contract/mod.ts";
import { type Clock, rfc3339 } from "../core/clock.ts";
import type { EventLog } from "../events/mod.ts";
import type { Store } from "../store/mod.ts";
import type { SettingChange } from "./configuration.ts";

/** What happens to the daemon itself, as events. */
export interface Happenings {
  /** It has started; the event says how the run before ended. */
  started(): void;
  /** It ends. */
  stopping(reason: string): void;
  reloaded(outcome: { readonly changed: readonly string[]; readonly waiting: readonly string[] }): void;
  /** A client has changed a setting. */
  set(change: SettingChange): void;
  /** A configuration was refused. */
  rejected(reason: string): void;
  /** A part has changed its state. */
  part(state: Subsystem): void;
}

/** Key of how the last run ended, in the store's values: empty while it runs, its reason after a clean stop. */
export const END_KEY = "daemon.end";

/** Tells the log of events what happens to the daemon. */
export function createHappenings(log: EventLog, store: Store, clock: Clock): Happenings {
  const restarts = new Map<string, number>();
  const say = (type: string, severity: Severity, subject: string, data: Record<string, unknown>) =>
    log.append({ at: rfc3339(clock.wall()), type, severity, subject, alert_id: null, data });
  /** Without it the next start calls this run's end unclean, which is the safe side. */
  const remember = (end: string) => {
    try {
      store.meta.set(END_KEY, end);
    } catch {
      // The store tells of itself that it cannot be written.
    }
  };
  return {
    started: () => {
      const end = store.meta.get(END_KEY);
      const previous = end === null ? "none" : end === "" ? "unclean" : "clean";
      remember("");
      say("daemon.started", previous === "unclean" ? "warning" : "info", "", {
        pid: Deno.pid,
        previous,
        reason: end === "" ? null : end,
      });
    },
    stopping: (reason) => {
      say("daemon.stopping", "info", "", { pid: Deno.pid, reason });
      remember(reason);
    },
    reloaded: ({ changed, waiting }) => say("config.reloaded", "info", "", { changed, waiting }),
    set: (change) => say("config.set", "info", change.key, { ...change }),
    rejected: (reason) => say("config.rejected", "warning", "", { reason }),
    part: ({ name, state, restarts: count, message }) => {
      if (state === "unhealthy") say("part.unhealthy", "error", name, { restarts: count, message });
      if (state !== "running") return;
      if (count > (restarts.get(name) ?? 0)) say("part.restarted", "warning", name, { restarts: count });
      restarts.set(name, count);
    },
  };
}
