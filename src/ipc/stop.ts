import { sleep } from "../core/sleep.ts";
import type { Dispatcher } from "../operations/mod.ts";

/** Something that serves clients. */
export interface Stoppable {
  /** From now on each connection is closed with its next reply, so that its client connects anew. */
  sendAway(): void;
  /** Accepts nobody more and resolves when everybody is served. */
  stop(): Promise<void>;
  /** Cuts off those that are not. */
  cut(): void;
}

/** How long clients have to take their last reply once no operation runs any more. */
const LAST_REPLY_MS = 500;

/**
 * How long clients have to go to a successor by themselves: connections made before the sockets lost their names are
 * still accepted, and those that are used are closed with a reply, not under a request.
 */
const FAREWELL_MS = 100;

/** How often is looked whether operations still run. */
const LOOK_MS = 20;

/**
 * Stops in order, once the sockets have lost their names: nobody new, then every running operation to its end or to
 * the time-out, when those that are left are cancelled and told so, then everybody cut off. A client that does not
 * read delays that by a moment only.
 */
export async function stopServers(
  servers: readonly Stoppable[],
  dispatcher: Dispatcher,
  timeout_ms: number,
): Promise<void> {
  for (const server of servers) server.sendAway();
  await sleep(FAREWELL_MS);
  const served = Promise.allSettled(servers.map((server) => server.stop()));
  await within(served, (over) => patience(dispatcher, timeout_ms, over));
  const { running } = dispatcher.stats();
  await dispatcher.drain(0);
  if (running > 0) await within(served, (over) => sleep(LAST_REPLY_MS, over));
  for (const server of servers) server.cut();
}

/** Waits for one of the two; the second is told when it is no longer waited for. */
async function within(done: Promise<unknown>, limit: (over: AbortSignal) => Promise<void>): Promise<void> {
  const over = new AbortController();
  // Its only failure is that it was told so.
  await Promise.race([done, limit(over.signal).catch(() => {})]);
  over.abort();
}

/** Resolves when the time is over, or a little after the last operation has ended. */
async function patience(dispatcher: Dispatcher, timeout_ms: number, over: AbortSignal): Promise<void> {
  let quiet_ms = 0;
  for (let waited_ms = 0; waited_ms < timeout_ms && quiet_ms < LAST_REPLY_MS; waited_ms += LOOK_MS) {
    const { running, waiting } = dispatcher.stats();
    quiet_ms = running + waiting === 0 ? quiet_ms + LOOK_MS : 0;
    await sleep(LOOK_MS, over);
  }
}
