import { waitFor } from "../tests/e2e/_daemon.ts";
import { queuedMs } from "./process.ts";

/** How long an event took until the last client had it, from the time that it tells itself, milliseconds. */
export interface Reach {
  readonly ms: number;
  /**
   * The same without the time in which the main thread of the server, or of this process, was ready and had no
   * processor: the longer of the two, as both wait at the same time.
   */
  readonly alone_ms: number;
}

/** Clients that read a stream each, all in this process. */
export interface Audience extends Disposable {
  /** Has an event happen and waits until each client has it. */
  reach(happen: () => Promise<unknown>): Promise<Reach>;
}

/** Opens so many connections to a server's socket with one request each, and reads what comes. */
export async function openAudience(
  server: { readonly socket: string; readonly pid: number },
  request: string,
  clients: number,
): Promise<Audience> {
  let count = 0;
  let [event_ms, last_ms] = [0, 0];
  const take = (text: string) => {
    const at = /"at":"([^"]+)"/.exec(text)?.[1];
    if (at === undefined) return;
    if (count++ === 0) event_ms = Date.parse(at);
    last_ms = Date.now();
  };
  const conns: Deno.UnixConn[] = [];
  for (let number = 0; number < clients; number++) conns.push(await openStream(server.socket, request, take));
  const queued = () => [queuedMs(server.pid), queuedMs(Deno.pid)] as const;
  return {
    reach: async (happen) => {
      count = 0;
      const [server_ms, own_ms] = queued();
      await happen();
      await waitFor("all clients", () => Promise.resolve(count === clients ? true : undefined), {
        look_ms: 5,
      });
      const [server_now_ms, own_now_ms] = queued();
      const ms = last_ms - event_ms;
      return { ms, alone_ms: Math.max(0, ms - Math.max(server_now_ms - server_ms, own_now_ms - own_ms)) };
    },
    [Symbol.dispose]: () => conns.forEach((conn) => conn.close()),
  };
}

async function openStream(
  path: string,
  request: string,
  take: (text: string) => void,
): Promise<Deno.UnixConn> {
  const conn = await Deno.connect({ transport: "unix", path });
  await conn.write(new TextEncoder().encode(request));
  const buffer = new Uint8Array(4096);
  const decoder = new TextDecoder("latin1");
  // The head of the reply: the stream is open from then on.
  await conn.read(buffer);
  void (async () => {
    for (let count = await conn.read(buffer); count !== null; count = await conn.read(buffer)) {
      take(decoder.decode(buffer.subarray(0, count)));
    }
  })().catch(() => {});
  return conn;
}
