import { LogRing } from "../../src/log/mod.ts";
import { type Config, configSchema } from "../../src/config/mod.ts";
import { systemClock } from "../../src/core/clock.ts";
import { createEventLog } from "../../src/events/mod.ts";
import { createIpc, createSockets, type Ipc, type IpcOptions } from "../../src/ipc/mod.ts";
import { createDispatcher, type Dispatcher, type Parts } from "../../src/operations/mod.ts";
import { memoryEvents } from "../unit/events/memory_events.ts";
import { NO_JOBS, noBackup, noFeed } from "../unit/ipc/_app.ts";
import { memoryParts } from "../unit/operations/memory_parts.ts";

/** Open sockets over parts in memory. */
export interface Sockets extends AsyncDisposable {
  readonly dir: string;
  readonly http: string;
  readonly raw: string;
  readonly read: string;
  readonly ipc: Ipc;
  readonly dispatcher: Dispatcher;
  /** Stops the sockets and leaves the folder. */
  stop(): Promise<void>;
}

/** What {@link openSockets} can be given. */
export interface SocketsOptions {
  /** A folder that somebody else removes. */
  readonly dir?: string;
  /** Whether the sockets there are taken from a daemon that still answers. */
  readonly take_over?: boolean;
  readonly parts?: Partial<Parts>;
  readonly ipc?: Partial<Config["ipc"]>;
  readonly options?: Partial<IpcOptions>;
}

/** A folder for sockets, short enough for their paths. */
export function socketDir(): string {
  return Deno.makeTempDirSync({ dir: "/tmp", prefix: "cx-ipc-" });
}

/** Opens the sockets of a daemon in a folder of their own. */
export async function openSockets(given: SocketsOptions = {}): Promise<Sockets> {
  const dir = given.dir ?? socketDir();
  const config = { ...configSchema.parse({}).ipc, ...given.ipc };
  const dispatcher = createDispatcher({
    parts: { ...memoryParts(), ...given.parts },
    limits: () => config,
    clock: systemClock,
  });
  const sockets = createSockets({ socket_dir: dir, gid: null, read_socket: () => config.read_socket });
  const ipc = createIpc({
    sockets,
    dispatcher,
    events: createEventLog({ events: memoryEvents() }),
    logs: new LogRing(0),
    jobs: NO_JOBS,
    openBackup: noBackup,
    takeFeed: noFeed,
    takeFolder: () => {},
    onReach: () => {},
    config: () => config,
    shutdown_timeout_ms: () => 10_000,
    metrics: () => "cortex_up 1\n",
    ...given.options,
  });
  const { signal } = new AbortController();
  if (given.take_over === true) await sockets.takeOver(signal);
  await ipc.start(signal);
  let stopped: Promise<void> | undefined;
  const stop = () => stopped ??= Promise.resolve(ipc[Symbol.asyncDispose]());
  return {
    dir,
    http: `${dir}/http.sock`,
    raw: `${dir}/cortex.sock`,
    read: `${dir}/read.sock`,
    ipc,
    dispatcher,
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop();
      if (given.dir === undefined) await Deno.remove(dir, { recursive: true });
    },
  };
}

/** Sends some text to a Unix socket and reads until the other side ends. */
export async function exchange(path: string, text: string): Promise<string> {
  const conn = await Deno.connect({ transport: "unix", path });
  await conn.write(new TextEncoder().encode(text));
  return await new Response(conn.readable).text();
}

/** A client for HTTP over a Unix socket. */
export function httpClient(path: string): Deno.HttpClient {
  return Deno.createHttpClient({ proxy: { transport: "unix", path } });
}
