import { CortexError } from "../contract/mod.ts";
import { withDeadline } from "../core/deadline.ts";

/** Time a socket has for its answer: the daemon is busy with its own start. */
const ANSWER_MS = 10_000;

/** The smallest request of each kind of socket. */
const HTTP_PING = "GET /v1/ping HTTP/1.1\r\nhost: cortex\r\nconnection: close\r\n\r\n";
const RAW_PING = `{"method":"ping"}\n`;

/** Asks one of the daemon's own sockets as a client does. Throws TIMEOUT, or UNAVAILABLE when it hangs up. */
export async function ping(name: "http" | "read" | "raw", path: string): Promise<void> {
  const late = () =>
    new CortexError("TIMEOUT", `Cannot use the socket "${path}": no answer within ${ANSWER_MS} ms`);
  using client = await Deno.connect({ transport: "unix", path });
  await client.write(new TextEncoder().encode(name === "raw" ? RAW_PING : HTTP_PING));
  const read = client.read(new Uint8Array(1024));
  if (await withDeadline(read, ANSWER_MS, late) === null) {
    throw new CortexError("UNAVAILABLE", `Cannot use the socket "${path}": it hung up on a ping`);
  }
}
