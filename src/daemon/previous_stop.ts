import type { PreviousStop } from "../contract/mod.ts";
import { rfc3339 } from "../core/clock.ts";

/** What a run leaves behind of itself. */
export interface RunRecord {
  /** When it was last seen to live, wall clock, milliseconds. */
  readonly seen_at_ms: number;
  /** Time since the host was booted, as of then, seconds. */
  readonly uptime_seconds: number;
  /** Its memory, as of then. */
  readonly memory_bytes: number;
}

/** What is known of the end of the run before. */
export interface Traces {
  /** What it said itself: its reason, or "" where it had no time to say one; null: there was none before. */
  readonly said: string | null;
  /** It ended because a part of it hung. */
  readonly hung: boolean;
  readonly record: RunRecord | null;
  /** What its manager saw: `$SERVICE_RESULT $EXIT_CODE $EXIT_STATUS` of systemd.exec(5); null where nobody looked. */
  readonly seen: string | null;
}

/** The host at this start. */
export interface HostNow {
  readonly wall_ms: number;
  readonly uptime_seconds: number;
}

/** A boot must be later than the last sign of life by more than a clock is set when a host starts, milliseconds. */
const CLOCK_STEP_MS = 60_000;

/** How a program ends itself that finds its own state impossible, or its memory gone: signal(7) without SIG. */
const CRASHES: ReadonlySet<string> = new Set(["TRAP", "ABRT", "ILL", "SEGV", "BUS", "FPE", "SYS"]);

/** How the run before ended; null where there was none. */
export function previousStop({ said, hung, record, seen }: Traces, now: HostNow): PreviousStop | null {
  if (said === null) return null;
  const last = {
    last_seen_at: record === null ? null : rfc3339(record.seen_at_ms),
    memory_bytes: record?.memory_bytes ?? null,
  };
  if (said !== "") return { kind: hung ? "hang" : "clean", reason: said, ...last };
  if (record !== null && wasBooted(record, now)) {
    return { kind: "power", reason: "The host was booted again", ...last };
  }
  return { ...told(seen), ...last };
}

function wasBooted({ seen_at_ms, uptime_seconds }: RunRecord, now: HostNow): boolean {
  return now.uptime_seconds < uptime_seconds ||
    now.wall_ms - now.uptime_seconds * 1000 > seen_at_ms + CLOCK_STEP_MS;
}

function told(seen: string | null): Pick<PreviousStop, "kind" | "reason"> {
  const [result, code = "", status = ""] = seen?.trim().split(" ") ?? [];
  switch (result) {
    case undefined:
    case "":
      return { kind: "unclean", reason: null };
    case "oom-kill":
      return { kind: "out_of_memory", reason: "Killed by the kernel for want of memory" };
    case "watchdog":
      return { kind: "hang", reason: "Killed by the service manager's watchdog" };
  }
  if (code === "exited") return { kind: "crash", reason: `Ended with ${status}` };
  return { kind: CRASHES.has(status) ? "crash" : "signal", reason: `Ended by SIG${status}` };
}
