import { FEED_PATH } from "../contract/wire.ts";
import { cancelled } from "./exchange.ts";
import { toFault } from "./faults.ts";
import { HOST } from "./permissions.ts";
import { responseError } from "./reply.ts";
import type { Transport } from "./runtime.ts";
import type { Client } from "./types.ts";

const NAME = "feeds.import";

/** Sends over a transport, as fast as the daemon takes it. */
export function feedSender(transport: Transport, socket: string): Client["sendFeed"] {
  return async (job, body, { signal } = {}) => {
    const target = FEED_PATH.replace("{job}", encodeURIComponent(job));
    // A stream is sent without waiting for the reply; undici wants to be told so.
    const init = { method: "PUT", body, duplex: "half", ...(signal === undefined ? {} : { signal }) };
    const response = await transport.fetch(`http://${HOST}${target}`, init).catch((thrown) => {
      throw signal?.aborted ? cancelled(NAME, signal) : toFault(thrown, NAME, socket);
    });
    if (!response.ok) throw await responseError(NAME, response);
    await response.text(); // so that the connection is free again
  };
}
