import { waitFor } from "../../tests/e2e/_daemon.ts";
import { quantile } from "../measure.ts";
import type { Figure } from "../report.ts";
import { settle, startSubject } from "../subject.ts";

const SUBSCRIBERS = 1000;
const EVENTS = 200;
/** After it the daemon has started, and read what is installed. */
const STARTED_SECONDS = 15;
/** What an event comes of, again and again. */
const SILENCE = { subject: "bench", duration_seconds: 3600, reason: "bench" };

/** One subscriber on a connection of its own; tells what comes, as it comes. */
async function subscribe(socket: string, take: (text: string) => void): Promise<Deno.UnixConn> {
  const conn = await Deno.connect({ transport: "unix", path: socket });
  await conn.write(
    new TextEncoder().encode("GET /v1/events?types=silence.started HTTP/1.1\r\nhost: cortex\r\n\r\n"),
  );
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

/** An event that 1,000 subscribers wait for: from its own time, when it is kept, to the last of them having it. */
export async function* events(): AsyncGenerator<Figure> {
  await using subject = await startSubject();
  const { daemon } = subject;
  let count = 0;
  let last_ms = 0;
  let event_ms = 0;
  const take = (text: string) => {
    if (!text.includes("event: silence.started")) return;
    if (count++ === 0) event_ms = Date.parse(/"at":"([^"]+)"/.exec(text)?.[1] ?? "");
    last_ms = Date.now();
  };
  const conns: Deno.UnixConn[] = [];
  for (let number = 0; number < SUBSCRIBERS; number++) conns.push(await subscribe(daemon.http_socket, take));
  await settle(STARTED_SECONDS);
  const took: number[] = [];
  for (let round = 0; round < EVENTS; round++) {
    count = 0;
    await daemon.post("alerts.silence", "/v1/silences", SILENCE);
    await waitFor("all subscribers", () => Promise.resolve(count === SUBSCRIBERS ? true : undefined));
    took.push(last_ms - event_ms);
  }
  for (const conn of conns) conn.close();
  const budget = { at: "most", limit: 50 } as const;
  const what = `event to ${SUBSCRIBERS} subscribers, from its time to the last`;
  yield { what: `${what}, p50`, value: quantile(took, 0.5), unit: "ms", budget };
  yield { what: `${what}, p99`, value: quantile(took, 0.99), unit: "ms", budget };
  yield { what: `${what}, worst of ${EVENTS}`, value: quantile(took, 1), unit: "ms", budget };
}
