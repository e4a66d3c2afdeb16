import { openAudience, type Reach } from "../audience.ts";
import { httpGet, quantile } from "../measure.ts";
import { spawnBare, waitForSocket } from "../process.ts";
import type { Figure } from "../report.ts";
import { settle, startSubject } from "../subject.ts";

const SUBSCRIBERS = 1000;
const EVENTS = 200;
/** After it the daemon has started, and read what is installed. */
const STARTED_SECONDS = 15;
/** What an event comes of, again and again. */
const SILENCE = { subject: "bench", duration_seconds: 3600, reason: "bench" };
/** As long as what is sent of it. */
const FRAME = `id: 1000\nevent: silence.started\ndata: {"at":"<now>","text":"${"x".repeat(300)}"}\n\n`;

/**
 * An event that 1,000 subscribers wait for: from its own time, when it is kept, to the last of them having it; beside
 * it, event by event, a bare server that keeps nothing.
 */
export async function* events(): AsyncGenerator<Figure> {
  await using subject = await startSubject();
  const { daemon, bare_socket } = subject;
  using server = spawnBare("streams", bare_socket, FRAME);
  await waitForSocket(bare_socket);
  const open = (socket: string, pid: number, path: string) =>
    openAudience({ socket, pid }, httpGet(path), SUBSCRIBERS);
  using own = await open(daemon.http_socket, daemon.pid, "/v1/events?types=silence.started");
  using bare = await open(bare_socket, server.pid, "/");
  await settle(STARTED_SECONDS);
  const client = Deno.createHttpClient({ proxy: { transport: "unix", path: bare_socket } });
  const happen = {
    own: () => daemon.post("alerts.silence", "/v1/silences", SILENCE),
    bare: async () => await (await fetch("http://192.0.2.1/", { method: "POST", client })).body?.cancel(),
  };
  const took: Record<"own" | "bare", Reach[]> = { own: [], bare: [] };
  for (let round = 0; round < EVENTS; round++) {
    took.own.push(await own.reach(happen.own));
    took.bare.push(await bare.reach(happen.bare));
  }
  client.close();
  yield* figures(took.own, `event to ${SUBSCRIBERS} subscribers, from its time to the last`, 50);
  yield* figures(took.bare, "... of a bare server");
}

function* figures(took: readonly Reach[], what: string, limit?: number): Generator<Figure> {
  const budget = limit === undefined ? {} : { budget: { at: "most", limit } as const };
  for (const [name, part] of [["p50", 0.5], ["p99", 0.99], [`worst of ${took.length}`, 1]] as const) {
    const value = quantile(took.map(({ ms }) => ms), part);
    yield { what: `${what}, ${name}`, value, unit: "ms", ...budget };
    const alone = quantile(took.map(({ alone_ms }) => alone_ms), part);
    yield { what: "... without its waits for a processor", value: alone, unit: "ms", ...budget };
  }
}
