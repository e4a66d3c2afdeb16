import { inTurn, runLoad } from "../measure.ts";
import { spawnBare, waitForSocket } from "../process.ts";
import type { Figure } from "../report.ts";
import { startSubject } from "../subject.ts";

const CLIENTS = 50;
const REQUESTS = 40_000;
const ROUNDS = 5;

/** The whole reply to one request on the raw socket. */
async function ask(socket: string, request: string): Promise<string> {
  const connection = await Deno.connect({ transport: "unix", path: socket });
  await connection.write(new TextEncoder().encode(request));
  return await new Response(connection.readable).text();
}

/** Ping and health in the protocol of cortexd, one connection each, beside a bare echo of the same size. */
export async function* raw(): AsyncGenerator<Figure> {
  await using subject = await startSubject();
  for (const method of ["ping", "health"]) {
    const text = JSON.stringify({ method, params: {} });
    const body = await ask(subject.daemon.raw_socket, text);
    const socket = `${subject.bare_socket}-${method}`;
    using _bare = spawnBare("echo", socket, body);
    await waitForSocket(socket);
    const rate = (to: string) => async () =>
      (await runLoad({ mode: "raw", socket: to, clients: CLIENTS, requests: REQUESTS, text })).per_second;
    const [value, bare] = await inTurn(ROUNDS, rate(subject.daemon.raw_socket), rate(socket));
    yield {
      what: `raw socket ${method}, a connection each, ${CLIENTS} clients`,
      value,
      unit: "req/s",
      bare,
      budget: { at: "least", limit: 0.85 },
    };
  }
}
