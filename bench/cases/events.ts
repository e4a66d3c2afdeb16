import { waitFor } from "../../tests/e2e/_daemon.ts";
import type { Figure } from "../report.ts";
import { startSubject } from "../subject.ts";

const SUBSCRIBERS = 1000;
const EVENTS = 15;

/** One subscriber on a connection of its own; tells when it has seen an event of the type that is waited for. */
async function subscribe(socket: string, seen: () => void): Promise<Deno.UnixConn> {
  const conn = await Deno.connect({ transport: "unix", path: socket });
  await conn.write(new TextEncoder().encode("GET /v1/events?types=config HTTP/1.1\r\nhost: cortex\r\n\r\n"));
  const buffer = new Uint8Array(4096);
  const decoder = new TextDecoder("latin1");
  // The head of the reply: the stream is open from then on.
  await conn.read(buffer);
  void (async () => {
    for (let count = await conn.read(buffer); count !== null; count = await conn.read(buffer)) {
      if (decoder.decode(buffer.subarray(0, count)).includes("event: config.reloaded")) seen();
    }
  })().catch(() => {});
  return conn;
}

/** An event that 1,000 subscribers wait for: from the request that causes it to the last of them having it. */
export async function* events(): AsyncGenerator<Figure> {
  await using subject = await startSubject();
  const { daemon } = subject;
  let count = 0;
  let last_ms = 0;
  const seen = () => {
    count++;
    last_ms = performance.now();
  };
  const conns: Deno.UnixConn[] = [];
  for (let number = 0; number < SUBSCRIBERS; number++) conns.push(await subscribe(daemon.http_socket, seen));
  const took: number[] = [];
  for (let round = 0; round < EVENTS; round++) {
    count = 0;
    const begun = performance.now();
    await daemon.post("daemon.reload", "/v1/daemon/reload");
    await waitFor("all subscribers", () => Promise.resolve(count === SUBSCRIBERS ? true : undefined));
    took.push(last_ms - begun);
  }
  for (const conn of conns) conn.close();
  const sorted = took.toSorted((a, b) => a - b);
  const budget = { at: "most", limit: 50 } as const;
  yield {
    what: `event to ${SUBSCRIBERS} subscribers, with its reload, p50`,
    value: sorted[EVENTS >> 1] ?? NaN,
    unit: "ms",
    budget,
  };
  yield {
    what: `event to ${SUBSCRIBERS} subscribers, with its reload, worst`,
    value: sorted.at(-1) ?? NaN,
    unit: "ms",
    budget,
  };
}
