import { httpGet, runLoad } from "../measure.ts";
import { residentBytes, spawnBare, waitForSocket } from "../process.ts";
import type { Figure } from "../report.ts";
import { settle, startSubject } from "../subject.ts";

const MEBI = 1024 * 1024;
const REQUESTS = 1_000_000;
/** The budget is for 5 minutes after the start; `--quick` looks earlier. */
const IDLE_SECONDS = 300;

/** Resident memory: idle beside a bare server, and after a million requests beside its own idle. */
export async function* memory(quick: boolean): AsyncGenerator<Figure> {
  await using subject = await startSubject();
  using bare = spawnBare("serve", subject.bare_socket, '{"pong":true}');
  await waitForSocket(subject.bare_socket);
  await settle(quick ? 30 : IDLE_SECONDS);
  const idle = residentBytes(subject.daemon.pid) / MEBI;
  yield {
    what: `RSS idle, ${quick ? 30 : IDLE_SECONDS} s after the start`,
    value: idle,
    unit: "MiB",
    bare: residentBytes(bare.pid) / MEBI,
    budget: { at: "most", limit: 2 },
  };
  await runLoad({
    mode: "http",
    socket: subject.daemon.http_socket,
    clients: 50,
    requests: REQUESTS,
    text: httpGet("/v1/ping"),
  });
  await settle(5);
  yield {
    what: "RSS after 1,000,000 requests, beside its own idle",
    value: residentBytes(subject.daemon.pid) / MEBI,
    unit: "MiB",
    bare: idle,
    budget: { at: "most", limit: 1.5 },
  };
}
