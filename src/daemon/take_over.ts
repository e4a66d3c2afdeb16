import { logger } from "../log/mod.ts";
import type { Front } from "./front.ts";
import type { Ground } from "./ground.ts";
import { findPredecessor } from "./predecessor.ts";

/** What a daemon may take to leave besides that time, milliseconds. */
const LEAVING_MS = 30_000;

/**
 * Takes the sockets of the daemon that runs here, if one does, and asks it to leave. Clients only wait from then on;
 * whatever takes time and needs no state is done before. Gives back how long the other's folders may stay locked,
 * milliseconds: 0 where there is none.
 */
export async function takeOver(
  { sockets, monitor }: Front,
  { start, first }: Ground,
  signal: AbortSignal,
): Promise<number> {
  using predecessor = await findPredecessor(start.paths.raw_socket);
  if (predecessor === null) return 0;
  await monitor.start(signal);
  await monitor.first(signal);
  await sockets.takeOver(signal);
  await predecessor.leave();
  logger("daemon").info("Taking the place of process {pid}", { pid: predecessor.pid });
  return first.config.shutdown_timeout_ms + LEAVING_MS;
}
