import type { Config } from "../config/mod.ts";
import type { OutputOf } from "../contract/mod.ts";
import { type Clock, systemClock } from "../core/clock.ts";
import { CoarseTimer } from "../core/coarse_timer.ts";
import { checkOwnFolder, makeFolder } from "../core/folder.ts";
import type { Service } from "../core/service.ts";
import type { Dispatcher } from "../operations/mod.ts";
import { createHttpApp } from "./http/app.ts";
import type { Download } from "./download.ts";
import { HttpServer } from "./http/server.ts";
import { ping } from "./ping.ts";
import { RawServer } from "./raw/server.ts";
import { Speaker } from "./raw/speaker.ts";
import { UnreadReplies } from "./raw/unread_replies.ts";
import { RequestIds } from "./request_ids.ts";
import { BIND_FOLDER, SocketFile } from "./socket_file.ts";
import { stopServers } from "./stop.ts";
import type { StreamSources } from "./streams/open.ts";

/** What the transports are made of. */
export interface IpcOptions extends StreamSources {
  /** Folder of the sockets; it must be there. */
  readonly socket_dir: string;
  readonly dispatcher: Dispatcher;
  /** The copy that a job of the kind `store.backup` has made. Throws NOT_FOUND. */
  openBackup(job: string): Download;
  /** Takes the bytes that a job of the kind `feeds.import` waits for. Fails with NOT_FOUND, TOO_LARGE, TIMEOUT. */
  takeFeed(job: string, chunks: ReadableStream<Uint8Array>): Promise<void>;
  /** Settings in force; most are read anew for each request. */
  config(): Config["ipc"];
  /** Time that running operations have when the service stops, milliseconds. */
  shutdown_timeout_ms(): number;
  /** Group that may use the control sockets; null for none. */
  readonly gid: number | null;
  /** Text of `/metrics`, in the Prometheus text format. */
  metrics(): string;
  /** Whether the sockets may be taken from a daemon that still answers: a hand-over. */
  readonly take_over?: boolean;
  readonly clock?: Clock;
}

/** One open socket, as `daemon.status` tells it. */
export type SocketStatus = OutputOf<"daemon.status">["sockets"][number];

/** The sockets of the daemon. They count as started when each has answered a ping. */
export interface Ipc extends Service {
  sockets(): SocketStatus[];
}

/** Owner and group: the control sockets. */
const CONTROL_MODE = 0o660;

/** Everybody: the socket that takes queries only. */
const READ_MODE = 0o666;

/** A socket and what serves it. */
interface Socket {
  readonly name: SocketStatus["name"];
  readonly file: SocketFile;
  readonly server: HttpServer | RawServer;
}

/** Makes the transports: HTTP, HTTP for queries only where it is configured, and the raw JSON socket. */
export function createIpc(options: IpcOptions): Ipc {
  const { socket_dir, dispatcher, config, clock = systemClock } = options;
  const request_ids = new RequestIds();
  const timer = new CoarseTimer(clock);
  let sockets: readonly Socket[] = [];

  const http = (transport: "http" | "read"): Socket => {
    const max_request_bytes = () => config().max_request_bytes;
    const app = createHttpApp({
      ...options,
      transport,
      request_ids,
      max_request_bytes,
    });
    return {
      name: transport,
      file: new SocketFile(socket_dir, `${transport}.sock`),
      server: new HttpServer(app),
    };
  };
  const raw = (): Socket => {
    const file = new SocketFile(socket_dir, "cortex.sock");
    const speaker = new Speaker({ dispatcher, clock, config, path: file.path });
    const unread = new UnreadReplies(() => config().raw_unread_bytes, clock);
    const server = new RawServer({ speaker, clock, timer, request_ids, unread, sources: options, config });
    return { name: "raw", file, server };
  };

  return {
    name: "ipc",
    start: async (signal) => {
      const bind_folder = `${socket_dir}/${BIND_FOLDER}`;
      const ownership = { uid: Deno.uid() ?? -1, others_may_enter: false };
      makeFolder(bind_folder, ownership);
      checkOwnFolder(bind_folder, ownership);
      sockets = [http("http"), ...(config().read_socket ? [http("read")] : []), raw()];
      for (const { file } of sockets) await file.prepare(options.take_over ?? false);
      signal.throwIfAborted();
      for (const { name, file, server } of sockets) {
        server.listen(file.bind_path);
        file.publish(
          name === "read" ? { mode: READ_MODE, gid: null } : { mode: CONTROL_MODE, gid: options.gid },
        );
      }
      await Promise.all(sockets.map(({ name, file }) => ping(name, file.path)));
    },
    sockets: () =>
      sockets.map(({ name, file, server }) => ({
        name,
        path: file.path,
        connections: server instanceof RawServer ? server.connections : null,
      })),
    [Symbol.asyncDispose]: async () => {
      for (const { file } of sockets) file.remove();
      await stopServers(sockets.map(({ server }) => server), dispatcher, options.shutdown_timeout_ms());
      timer.stop();
    },
  };
}
