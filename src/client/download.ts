import { BACKUP_PATH, CortexError } from "../contract/wire.ts";
import { cancelled } from "./exchange.ts";
import { toFault } from "./faults.ts";
import { HOST } from "./permissions.ts";
import { responseError } from "./reply.ts";
import type { Transport } from "./runtime.ts";
import type { Client } from "./types.ts";

const NAME = "store.backup";

/** Fetches over a transport; the stream fails with CONNECTION_LOST where it ends too early. */
export function backupFetcher(transport: Transport, socket: string): Client["fetchBackup"] {
  return async (job, { signal } = {}) => {
    const target = BACKUP_PATH.replace("{job}", encodeURIComponent(job));
    const fault = (thrown: unknown): CortexError =>
      signal?.aborted ? cancelled(NAME, signal) : toFault(thrown, NAME, socket);
    const init: RequestInit = signal === undefined ? {} : { signal };
    const response = await transport.fetch(`http://${HOST}${target}`, init).catch((thrown) => {
      throw fault(thrown);
    });
    if (!response.ok) throw await responseError(NAME, response);
    if (response.body === null) {
      throw new CortexError("BAD_REPLY", "Cannot fetch the backup: the reply is empty");
    }
    return told(response.body, fault);
  };
}

/** The same bytes; what goes wrong is told as a CortexError. */
function told(
  body: ReadableStream<Uint8Array>,
  fault: (thrown: unknown) => CortexError,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    pull: async (controller) => {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (thrown) {
        controller.error(fault(thrown));
      }
    },
    cancel: (reason) => reader.cancel(reason),
  }, { highWaterMark: 0 });
}
