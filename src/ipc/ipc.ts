import type { Config } from "../config/mod.ts";
import { type Clock, systemClock } from "../core/clock.ts";
import { CoarseTimer } from "../core/coarse_timer.ts";
import { messageOf } from "../core/message_of.ts";
import type { Service } from "../core/service.ts";
import type { Dispatcher } from "../operations/mod.ts";
import { createHttpApp } from "./http/app.ts";
import type { Download } from "./download.ts";
import { ping } from "./ping.ts";
import { RawServer } from "./raw/server.ts";
import { Speaker } from "./raw/speaker.ts";
import { UnreadReplies } from "./raw/unread_replies.ts";
import { RequestIds } from "./request_ids.ts";
import type { Socket, Sockets, SocketStatus } from "./sockets.ts";
import { stopServers } from "./stop.ts";
import type { StreamSources } from "./streams/open.ts";

/** What the transports are made of. */
export interface IpcOptions extends StreamSources {
  /** Open ones are served, others opened at the start. */
  readonly sockets: Sockets;
  readonly dispatcher: Dispatcher;
  /** The copy that a job of the kind `store.backup` has made. Throws NOT_FOUND. */
  openBackup(job: string): Download;
  /** Takes the bytes that a job of the kind `feeds.import` waits for. Fails with NOT_FOUND, TOO_LARGE, TIMEOUT. */
  takeFeed(job: string, chunks: ReadableStream<Uint8Array>): Promise<void>;
  /** Settings in force; most are read anew for each request. */
  config(): Config["ipc"];
  /** Time that running operations have when the service stops, milliseconds. */
  shutdown_timeout_ms(): number;
  /** Makes the folder of the sockets anew, and takes it. Throws where that cannot be done. */
  takeFolder(): void;
  /** Nobody can connect any more, for this reason; null: everybody can again. */
  onReach(lost: string | null): void;
  /** Text of `/metrics`, in the Prometheus text format. */
  metrics(): string;
  readonly clock?: Clock;
}

/** The sockets of the daemon. They count as started when each has answered a ping. */
export interface Ipc extends Service {
  sockets(): SocketStatus[];
}

/** How often is looked whether each socket still has its name, milliseconds. */
const LOOK_MS = 5000;

/** Makes the transports: HTTP, HTTP for queries only where it is configured, and the raw JSON socket. */
export function createIpc(options: IpcOptions): Ipc {
  const { sockets, dispatcher, config, clock = systemClock } = options;
  const request_ids = new RequestIds();
  const timer = new CoarseTimer(clock);
  let looks: ReturnType<typeof setInterval> | undefined;
  let lost: string | null = null;

  const look = async (): Promise<void> => {
    const before = lost;
    lost = await sockets.restore(options.takeFolder).then(() => null, messageOf);
    if (lost !== before) options.onReach(lost);
  };

  const serve = (socket: Socket): void => {
    if (socket.name === "raw") {
      const speaker = new Speaker({ dispatcher, clock, config, path: socket.file.path });
      const unread = new UnreadReplies(() => config().raw_unread_bytes, clock);
      socket.server.serve({ speaker, clock, timer, request_ids, unread, sources: options, config });
    } else {
      const max_request_bytes = () => config().max_request_bytes;
      socket.server.serve(
        createHttpApp({ ...options, transport: socket.name, request_ids, max_request_bytes }),
      );
    }
  };

  return {
    name: "ipc",
    start: async (signal) => {
      await sockets.open(signal);
      sockets.all().forEach(serve);
      await Promise.all(sockets.all().map(({ name, file }) => ping(name, file.path)));
      looks = setInterval(() => void look(), LOOK_MS);
    },
    sockets: () =>
      sockets.all().map(({ name, file, server }) => ({
        name,
        path: file.path,
        connections: server instanceof RawServer ? server.connections : null,
      })),
    [Symbol.asyncDispose]: async () => {
      clearInterval(looks);
      for (const { file } of sockets.all()) file.remove();
      const servers = sockets.all().map(({ server }) => server);
      await stopServers(servers, dispatcher, options.shutdown_timeout_ms());
      timer.stop();
    },
  };
}
