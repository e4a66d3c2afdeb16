import type { Sockets } from "../ipc/mod.ts";
import { logger } from "../log/mod.ts";
import type { Monitor } from "../monitor/mod.ts";
import { findPredecessor } from "./predecessor.ts";

/** What takes the place of another daemon. */
export interface Successor {
  readonly raw_socket: string;
  readonly sockets: Sockets;
  readonly monitor: Monitor;
  /** Time that running operations have at the end of a daemon, milliseconds. */
  readonly shutdown_timeout_ms: number;
}

/** What a daemon may take to leave besides that time, milliseconds. */
const LEAVING_MS = 30_000;

/**
 * Takes the sockets of the daemon that runs here, if one does, and asks it to leave. Clients only wait from then on;
 * whatever takes time and needs no state is done before. Gives back how long the other's folders may stay locked,
 * milliseconds: 0 where there is none.
 */
export async function takeOver(successor: Successor, signal: AbortSignal): Promise<number> {
  using predecessor = await findPredecessor(successor.raw_socket);
  if (predecessor === null) return 0;
  await successor.monitor.start(signal);
  await successor.monitor.first(signal);
  await successor.sockets.takeOver(signal);
  await predecessor.leave();
  logger("daemon").info("Taking the place of process {pid}", { pid: predecessor.pid });
  return successor.shutdown_timeout_ms + LEAVING_MS;
}
