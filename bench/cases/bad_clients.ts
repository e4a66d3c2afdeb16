import { httpGet, runLoad } from "../measure.ts";
import { residentBytes } from "../process.ts";
import type { Figure } from "../report.ts";
import { settle, startSubject } from "../subject.ts";

const EACH = 64;
const MEBI = 1024 * 1024;

/** What a bad client does with its connection. */
const BAD: Readonly<
  Record<string, (connection: Deno.UnixConn, request: Uint8Array<ArrayBuffer>) => Promise<unknown>>
> = {
  silent: () => Promise.resolve(),
  slow: async (connection) => {
    for (const byte of "GET /v1/ping HTT") {
      await connection.write(new TextEncoder().encode(byte));
      await settle(1);
    }
  },
  huge: async (connection) => {
    const chunk = new Uint8Array(1 << 20).fill(97);
    for (let sent = 0; sent < 100; sent++) await connection.write(chunk);
  },
  deaf: async (connection, request) => {
    for (let sent = 0; sent < 2000; sent++) await connection.write(request);
  },
  vanishing: async (connection, request) => {
    await connection.write(request);
    connection.close();
  },
};

/** Opens the bad clients of one socket; whatever becomes of them is theirs. */
async function openBad(path: string, health: string): Promise<Deno.UnixConn[]> {
  const open: Deno.UnixConn[] = [];
  const request = new TextEncoder().encode(health);
  for (const misbehave of Object.values(BAD)) {
    for (let count = 0; count < EACH; count++) {
      const connection = await Deno.connect({ transport: "unix", path });
      open.push(connection);
      misbehave(connection, request).catch(() => {});
    }
  }
  return open;
}

/** 64 clients of each bad kind on both sockets: what a good one feels of them, and what they cost. */
export async function* bad_clients(): AsyncGenerator<Figure> {
  await using subject = await startSubject();
  await settle(5);
  const { pid, http_socket, raw_socket } = subject.daemon;
  const before = residentBytes(pid);
  const open = [
    ...await openBad(http_socket, httpGet("/v1/health")),
    ...await openBad(raw_socket, '{"jsonrpc":"2.0","id":1,"method":"health.get"}\n'),
  ];
  const good = await runLoad({
    mode: "http",
    socket: http_socket,
    clients: 1,
    requests: 20_000,
    text: httpGet("/v1/ping"),
  });
  yield {
    what: `a good client's p99 beside ${open.length} bad ones`,
    value: good.p99_us / 1000,
    unit: "ms",
    budget: { at: "most", limit: 25 },
  };
  yield {
    what: "RSS that they cost",
    value: (residentBytes(pid) - before) / MEBI,
    unit: "MiB",
    budget: { at: "most", limit: 20 },
  };
  await settle(6);
  const status = await subject.daemon.get("daemon.status", "/v1/status");
  const left = status.sockets.find((socket) => socket.name === "raw")?.connections ?? Number.NaN;
  yield {
    what: "bad ones left on the raw socket after its limit",
    value: left,
    unit: "",
    budget: { at: "most", limit: 0 },
  };
  for (const connection of open) {
    try {
      connection.close();
    } catch {
      // It went by itself.
    }
  }
}
