/** How a bad client is bad. It resolves when the server has cut it off. */
export type BadClient = (path: string) => Promise<void>;

const encoder = new TextEncoder();
const connect = (path: string) => Deno.connect({ transport: "unix", path });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends parts, one after the other, until the server does not take them any more. */
async function sendUntilCut(conn: Deno.Conn, part: Uint8Array, pause_ms: number): Promise<void> {
  try {
    for (;;) {
      await conn.write(part);
      if (pause_ms > 0) await pause(pause_ms);
    }
  } catch {
    // Cut off: what it was waiting for.
  } finally {
    conn.close();
  }
}

/** Connects and says nothing. */
const silent: BadClient = async (path) => {
  const conn = await connect(path);
  await new Response(conn.readable).text();
};

/** Sends a request byte by byte and never to its end. */
const slow: BadClient = async (path) => await sendUntilCut(await connect(path), encoder.encode("{"), 20);

/** Sends one value without end, as fast as it can. */
const greedy: BadClient = async (path) => {
  const conn = await connect(path);
  await conn.write(encoder.encode('{"a":"'));
  await sendUntilCut(conn, new Uint8Array(65_536).fill(0x78), 0);
};

/** Asks and asks for long answers and reads none. */
const deaf: BadClient = async (path) =>
  await sendUntilCut(
    await connect(path),
    encoder.encode(`{"jsonrpc":"2.0","method":"alerts.list","params":{"limit":500},"id":1}\n`.repeat(50)),
    0,
  );

/** Asks, and is gone before the answer. */
const vanishing: BadClient = async (path) => {
  const conn = await connect(path);
  await conn.write(encoder.encode(`{"method":"alerts"}`));
  conn.close();
};

/** All kinds there are, by name. */
export const BAD_CLIENTS: Readonly<Record<string, BadClient>> = { silent, slow, greedy, deaf, vanishing };
