import type { AlertCounts, OutputOf, Subsystem } from "../contract/mod.ts";
import type { Clock } from "../core/clock.ts";
import type { Sample } from "../core/sample.ts";
import type { Notifier } from "../systemd/mod.ts";

/** What the service manager is told about. */
export interface PresenceSources {
  readonly notifier: Notifier;
  readonly clock: Clock;
  /** How often a sign of life is wanted, milliseconds; null for never. */
  readonly watchdog_ms: number | null;
  /** The process may do exactly what the table says; without that it never counts as ready. */
  readonly permitted: boolean;
  alerts(): AlertCounts;
  subsystems(): readonly Subsystem[];
  latest(): Sample | null;
}

/** Keeps the service manager informed, from readiness to the end. */
export interface Presence extends Disposable {
  state(): OutputOf<"daemon.status">["state"];
  /** All sockets answer; the daemon is ready with that and the first sample. */
  answering(): void;
  /** There is a sample: the line of `systemctl status` follows it. */
  refresh(): void;
  /** The configuration was read again, whatever came of it. */
  reloaded(): void;
  stopping(reason: string): Promise<void>;
  /** Another process is the service from now on; of this one nothing more is told. */
  handedOver(pid: number): Promise<void>;
}

/** Signs of life within one interval: a late one is not yet a missing one. */
const SIGNS_AN_INTERVAL = 3;

/** A worker shows itself every 5 seconds; one that has not for two such spans left its last ping unanswered. */
const SILENT_MS = 10_000;

/** /proc/uptime is cut to a hundredth of a second; a moment told too early would be before the reload began. */
const UPTIME_STEP_MS = 10;

/** Tells the service manager how the daemon is; a sign of life goes out only while every worker shows its own. */
export function createPresence(
  { notifier, clock, watchdog_ms, permitted, ...of }: PresenceSources,
): Presence {
  let state: ReturnType<Presence["state"]> = "starting";
  let is_ready = false;
  const line = () => statusLine(of.alerts(), of.subsystems());
  const refresh = () => {
    if (is_ready) return void notifier.status(line());
    if (state !== "running" || of.latest() === null) return;
    if (!permitted) {
      return void notifier.status("Not ready: the permissions differ from the table, see the log");
    }
    is_ready = true;
    void notifier.ready(line());
  };
  const signs = watchdog_ms === null ? undefined : setInterval(() => {
    if (is_ready && allAnswer(of.subsystems(), clock.wall())) void notifier.alive();
  }, watchdog_ms / SIGNS_AN_INTERVAL);
  const end = () => {
    state = "stopping";
    is_ready = false;
  };
  return {
    state: () => state,
    answering: () => {
      state = "running";
      refresh();
    },
    refresh,
    reloaded: () => {
      if (!is_ready) return;
      void notifier.reloading(monotonicUsec(of.latest(), clock.wall()));
      void notifier.ready(line());
    },
    stopping: (reason) => {
      end();
      return notifier.stopping(`Stopping: ${reason}`);
    },
    handedOver: (pid) => {
      end();
      return notifier.handOver(pid);
    },
    [Symbol.dispose]: () => clearInterval(signs),
  };
}

/** One line on how the daemon is: its alerts, and the parts that do not run. */
export function statusLine(alerts: AlertCounts, subsystems: readonly Subsystem[]): string {
  const raised = Object.entries(alerts).filter(([, count]) => count > 0);
  const alerts_text = raised.length === 0
    ? "no alerts"
    : `alerts: ${raised.map(([severity, count]) => `${count} ${severity}`).reverse().join(", ")}`;
  const broken = subsystems.filter(({ state }) => !["running", "idle", "off"].includes(state));
  return ["Running", alerts_text, ...broken.map(({ name, state }) => `${name} is ${state}`)].join("; ");
}

/** Whether every worker that runs answered its last ping. One that is down is told elsewhere and hangs nothing. */
export function allAnswer(subsystems: readonly Subsystem[], now_ms: number): boolean {
  return subsystems.every(({ state, last_heartbeat_at }) =>
    state !== "running" || last_heartbeat_at === null ||
    now_ms - Date.parse(last_heartbeat_at) < SILENT_MS
  );
}

/**
 * The machine's time since boot, microseconds. Deno has no CLOCK_MONOTONIC; the boot's clock of the last sample is
 * never behind it, which is what the service manager looks for. null before the first sample.
 */
function monotonicUsec(sample: Sample | null, now_ms: number): number | null {
  if (sample === null) return null;
  const since_ms = Math.max(0, now_ms - sample.taken_at_ms) + UPTIME_STEP_MS;
  return sample.host.uptime_seconds * 1e6 + since_ms * 1000;
}
