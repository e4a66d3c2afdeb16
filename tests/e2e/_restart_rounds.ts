import type { OutputOf } from "../../src/contract/mod.ts";
import { daemonDir, spawnLauncher, waitFor } from "./_daemon.ts";
import { PlainHttp, withoutHanging } from "./_plain_http.ts";

/** What rounds of restarting under load found. */
export interface RestartOutcome {
  readonly requests: number;
  /** What went wrong, one line each. */
  readonly failures: readonly string[];
  /** Processes that answered, in their order. */
  readonly pids: readonly number[];
  /** Numbers of the events that a subscriber saw, over all its connections. */
  readonly events: readonly number[];
  /** The slowest answer, milliseconds. */
  readonly slowest_ms: number;
}

/** What is asked in turn. */
const TARGETS = [
  "/v1/ping",
  "/v1/status",
  "/v1/health",
  "/v1/alerts?limit=50",
  "/v1/metrics/latest",
] as const;

const HTTP_CLIENTS = 6;

/**
 * Starts a daemon in the background and restarts it so many times by the command line, while clients that try
 * nothing twice ask at least so many requests of it, on both sockets, and one follows its events.
 */
export async function restartRounds(rounds: number, requests: number): Promise<RestartOutcome> {
  const dir = daemonDir();
  const http_socket = `${dir}/run/http.sock`;
  const failures: string[] = [];
  let done = 0;
  let slowest_ms = 0;
  let going = true;
  const loop = async (once: (turn: number) => Promise<void>) => {
    for (let turn = 0; going; turn++) {
      const begun = performance.now();
      try {
        await once(turn);
      } catch (error) {
        failures.push(String(error));
      }
      done++;
      slowest_ms = Math.max(slowest_ms, performance.now() - begun);
    }
  };
  const http = async () => {
    using client = new PlainHttp(http_socket);
    await loop(async (turn) => {
      const target = TARGETS[turn % TARGETS.length] ?? "/v1/ping";
      const { status, body } = await client.get(target);
      if (status !== 200) throw new Error(`${target}: ${status} ${body}`);
    });
  };
  const raw = () =>
    loop(async () => {
      using connection = await Deno.connect({ transport: "unix", path: `${dir}/run/cortex.sock` });
      const reply = await withoutHanging(connection, async () => {
        await connection.write(new TextEncoder().encode(`{"method":"alerts"}`));
        return await new Response(connection.readable).text();
      });
      if (!reply.includes(`"success":true`)) throw new Error(`raw: ${reply}`);
    });

  const pids = [await command(dir, "start")];
  const following = new AbortController();
  const events: number[] = [];
  const follower = followEvents(http_socket, events, following.signal);
  const loops = [...Array.from({ length: HTTP_CLIENTS }, http), raw()];
  for (let round = 0; round < rounds; round++) {
    const enough = requests * (round + 1) / (rounds + 1);
    await waitFor("enough requests", () => Promise.resolve(done >= enough ? true : undefined), {
      seconds: 300,
    });
    pids.push(await command(dir, "restart"));
  }
  await waitFor("the last requests", () => Promise.resolve(done >= requests ? true : undefined), {
    seconds: 300,
  });
  going = false;
  await Promise.all(loops);
  using client = new PlainHttp(http_socket);
  const { items }: OutputOf<"events.list"> = JSON.parse((await client.get("/v1/events/list?limit=1")).body);
  const last = items[0]?.seq ?? 0;
  await waitFor("the last event", () => Promise.resolve((events.at(-1) ?? 0) >= last ? true : undefined));
  following.abort();
  await follower;
  await command(dir, "stop");
  Deno.removeSync(dir, { recursive: true });
  return { requests: done, failures, pids, events, slowest_ms };
}

/** Runs `cortex daemon VERB`; gives back the process it tells of. */
async function command(dir: string, verb: "start" | "restart" | "stop"): Promise<number> {
  const state = verb === "stop" ? [] : [`--state-dir=${dir}/state`];
  const args = ["cli", "daemon", verb, `--socket-dir=${dir}/run`, ...state, "--json"];
  const { code, stdout, stderr } = await spawnLauncher(args, { dir }).output();
  const text = new TextDecoder();
  if (code !== 0) throw new Error(`cortex daemon ${verb} ended with ${code}: ${text.decode(stderr)}`);
  return JSON.parse(text.decode(stdout)).pid;
}

/** Follows events as a browser does: server-sent, again from the last one whenever the stream ends. */
async function followEvents(socket: string, seen: number[], signal: AbortSignal): Promise<void> {
  const buffer = new Uint8Array(65_536);
  const decoder = new TextDecoder();
  while (!signal.aborted) {
    using connection = await Deno.connect({ transport: "unix", path: socket });
    const leave = () => connection.close();
    signal.addEventListener("abort", leave, { once: true });
    const last = seen.at(-1);
    const resume = last === undefined ? "" : `last-event-id: ${last}\r\n`;
    const request = `GET /v1/events HTTP/1.1\r\nhost: cortex\r\naccept: text/event-stream\r\n${resume}\r\n`;
    try {
      await connection.write(new TextEncoder().encode(request));
      for (let text = "";;) {
        const count = await connection.read(buffer);
        if (count === null) break;
        const lines = (text + decoder.decode(buffer.subarray(0, count))).split("\n");
        text = lines.pop() ?? "";
        for (const line of lines) {
          const id = /^id: ?(\d+)\r?$/.exec(line)?.[1];
          if (id !== undefined) seen.push(Number(id));
        }
      }
    } catch {
      // The stream was cut: it goes on from where it was.
    } finally {
      signal.removeEventListener("abort", leave);
    }
  }
}
