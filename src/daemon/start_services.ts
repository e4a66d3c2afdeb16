import { inTurn, type Service, startAll } from "../core/service.ts";
import { messageOf } from "../core/message_of.ts";
import type { Ending } from "./ending.ts";
import type { RunLog } from "./run_record.ts";

/** What a daemon that runs does. */
export interface Services {
  readonly ipc: Service;
  readonly monitor: Service;
  readonly checks: Service;
}

/**
 * Starts them; whoever disposes the result stops them, what answers clients before what reads the host. null where
 * the daemon was told to end before it had started, which is no failure.
 */
export async function startServices(
  { ipc, monitor, checks }: Services,
  { signal }: Pick<Ending, "signal">,
  run: Pick<RunLog, "ending">,
): Promise<AsyncDisposable | null> {
  // Making the monitor's worker holds this thread: the sockets answer before it.
  const { first: transports, second: host } = inTurn(ipc, monitor);
  try {
    return await startAll([host, transports, checks], signal);
  } catch (error) {
    if (signal.aborted) return null;
    run.ending(`could not start: ${messageOf(error)}`);
    throw error;
  }
}
