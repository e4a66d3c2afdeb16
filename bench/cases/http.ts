import { httpGet, inTurn, runLoad } from "../measure.ts";
import { spawnBare, waitForSocket } from "../process.ts";
import type { Figure } from "../report.ts";
import { startSubject } from "../subject.ts";

const CLIENTS = 50;
const REQUESTS = 200_000;
const ROUNDS = 5;

/** Ping and status over keep-alive, 50 clients, each beside a bare server of the same body. */
export async function* http(): AsyncGenerator<Figure> {
  await using subject = await startSubject();
  for (const path of ["/v1/ping", "/v1/status"]) {
    const body = await (await subject.daemon.fetch(path)).text();
    const socket = `${subject.bare_socket}${path.replaceAll("/", "-")}`;
    using _bare = spawnBare("serve", socket, body);
    await waitForSocket(socket);
    const rate = (to: string) => async () =>
      (await runLoad({ mode: "http", socket: to, clients: CLIENTS, requests: REQUESTS, text: httpGet(path) }))
        .per_second;
    const [value, bare] = await inTurn(ROUNDS, rate(subject.daemon.http_socket), rate(socket));
    yield {
      what: `HTTP GET ${path}, ${CLIENTS} clients`,
      value,
      unit: "req/s",
      bare,
      budget: { at: "least", limit: 0.85 },
    };
    const p50 = (to: string) => async () =>
      (await runLoad({ mode: "http", socket: to, clients: 1, requests: 20_000, text: httpGet(path) })).p50_us;
    const [own, other] = await inTurn(ROUNDS, p50(subject.daemon.http_socket), p50(socket));
    yield { what: `HTTP GET ${path}, 1 client, p50`, value: own, unit: "us", bare: other };
  }
}
