import type { EventType, PreviousStop, Severity, Subsystem } from "../contract/mod.ts";
import { type Clock, rfc3339 } from "../core/clock.ts";
import type { EventLog } from "../events/mod.ts";
import type { SettingChange } from "./configuration.ts";

/** What happens to the daemon itself, as events. */
export interface Happenings {
  /** It has started; the event says how the run before ended. */
  started(previous: PreviousStop | null): void;
  /** It ends, because of a part that hangs where one is named. */
  stopping(reason: string, hung_part?: string): void;
  reloaded(outcome: { readonly changed: readonly string[]; readonly waiting: readonly string[] }): void;
  /** A client has changed a setting. */
  set(change: SettingChange): void;
  /** A configuration was refused. */
  rejected(reason: string): void;
  /** A part has changed its state. */
  part(state: Subsystem): void;
}

/** Tells the log of events what happens to the daemon. */
export function createHappenings(log: EventLog, clock: Clock): Happenings {
  const restarts = new Map<string, number>();
  const say = (type: EventType, severity: Severity, subject: string, data: Record<string, unknown>) =>
    log.append({ at: rfc3339(clock.wall()), type, severity, subject, alert_id: null, data });
  return {
    started: (previous) =>
      say("daemon.started", isGood(previous) ? "info" : "warning", "", {
        pid: Deno.pid,
        previous: previous?.kind ?? "none",
        reason: previous?.reason ?? null,
        ...(isGood(previous) ? {} : {
          last_seen_at: previous?.last_seen_at ?? null,
          memory_bytes: previous?.memory_bytes ?? null,
        }),
      }),
    stopping: (reason, part) =>
      say("daemon.stopping", part === undefined ? "info" : "error", part ?? "", { pid: Deno.pid, reason }),
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

/** Whether there is nothing to worry about. */
function isGood(previous: PreviousStop | null): boolean {
  return previous === null || previous.kind === "clean";
}
