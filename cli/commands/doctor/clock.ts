import { duration } from "../../text/format.ts";
import { defineCheck, ok, wrong } from "./check.ts";

/** Before this day the program was not there: a clock that says so is wrong. */
const RELEASED_MS = Date.parse("2026-11-01T00:00:00Z");

/** A clock is corrected by small steps all the time. */
const BACK_MS = 60_000;

/**
 * Forward the daemon's steady clock stands still while the machine sleeps, so only a leap that no sleep explains
 * counts.
 */
const FORWARD_MS = 90 * 86_400_000;

const MEND = ["sudo timedatectl set-ntp true", "timedatectl status"];

/** Whether the clock on the wall can be right. */
export const clock = defineCheck({
  name: "clock",
  gather: ({ now_ms, answers }) => ({
    now_ms,
    started_ms: answers?.status ? Date.parse(answers.status.started_at) : null,
    uptime_ms: (answers?.status?.uptime_seconds ?? 0) * 1000,
    boot_ms: answers?.health?.host.boot_at ? Date.parse(answers.health.host.boot_at) : null,
  }),
  judge: ({ now_ms, started_ms, uptime_ms, boot_ms }) => {
    const now = new Date(now_ms).toISOString();
    if (now_ms < RELEASED_MS) {
      return [wrong(`The clock says ${now}, which is before this program was made`, ...MEND)];
    }
    if (boot_ms !== null && boot_ms > now_ms + BACK_MS) {
      return [
        wrong(
          `The clock says ${now}, but the host was booted at ${new Date(boot_ms).toISOString()}`,
          ...MEND,
        ),
      ];
    }
    const moved_ms = started_ms === null ? 0 : now_ms - (started_ms + uptime_ms);
    if (moved_ms < -BACK_MS || moved_ms > FORWARD_MS) {
      const way = moved_ms < 0 ? "back" : "forward";
      const far = duration(Math.abs(moved_ms) / 1000);
      return [wrong(`The clock was set ${way} by ${far} since the daemon started`, ...MEND)];
    }
    return [ok(`The clock says ${now}`)];
  },
});
