/** What the service manager said in the environment. */
export interface ManagerSettings {
  /** Its socket, $NOTIFY_SOCKET; null where nobody waits for messages, or not at a path. */
  readonly socket: string | null;
  /** Its socket where that is not at a path (unix(7), abstract; vsock(7)) and so cannot be reached; else null. */
  readonly unreachable: string | null;
  /** How often it wants a sign of life at least, milliseconds; null where it does not (sd_watchdog_enabled(3)). */
  readonly watchdog_ms: number | null;
}

/**
 * Reads NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID; the latter keeps a sign of life to the process it is wanted of.
 */
export function managerSettings(env: (name: string) => string | undefined, pid: number): ManagerSettings {
  const address = env("NOTIFY_SOCKET") ?? "";
  const reachable = address.startsWith("/");
  return {
    socket: reachable ? address : null,
    unreachable: reachable || address === "" ? null : address,
    watchdog_ms: watchdog(env("WATCHDOG_USEC"), env("WATCHDOG_PID"), pid),
  };
}

function watchdog(usec: string | undefined, of_pid: string | undefined, pid: number): number | null {
  if (usec === undefined || !/^[1-9]\d*$/.test(usec)) return null;
  if (of_pid !== undefined && of_pid !== "" && Number(of_pid) !== pid) return null;
  return Number(usec) / 1000;
}
