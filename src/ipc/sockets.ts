import type { OutputOf } from "../contract/mod.ts";
import { checkOwnFolder, makeFolder } from "../core/folder.ts";
import { logger } from "../log/mod.ts";
import { HttpServer } from "./http/server.ts";
import { RawServer } from "./raw/server.ts";
import { BIND_FOLDER, SocketFile } from "./socket_file.ts";

/** One open socket, as `daemon.status` tells it. */
export type SocketStatus = OutputOf<"daemon.status">["sockets"][number];

/** Which sockets there are to be. */
export interface SocketsOptions {
  /** Folder of the sockets; it must be there. */
  readonly socket_dir: string;
  /** Group that may use the control sockets; null for none. */
  readonly gid: number | null;
  /** Whether there is one that takes queries only. */
  read_socket(): boolean;
}

/** A socket and what serves it. */
export type Socket =
  | { readonly name: "http" | "read"; readonly file: SocketFile; readonly server: HttpServer }
  | { readonly name: "raw"; readonly file: SocketFile; readonly server: RawServer };

/** The daemon's sockets: open before anybody is answered, so that what comes in at a hand-over only waits. */
export interface Sockets {
  /** Makes, binds and names them, unless they are; throws UNAVAILABLE where another program answers. */
  open(signal: AbortSignal): Promise<void>;
  /** The same, but the names may belong to a daemon that still answers: from now on they are this one's. */
  takeOver(signal: AbortSignal): Promise<void>;
  /**
   * Puts back names that were removed. Where the folder was, with all that the sockets were bound to, `takeFolder`
   * makes it anew and takes it, and they are bound again. Throws UNAVAILABLE or PERMISSION_DENIED where it cannot.
   */
  restore(takeFolder: () => void): Promise<void>;
  /** The open ones. */
  all(): readonly Socket[];
}

/** Owner and group: the control sockets. */
const CONTROL_MODE = 0o660;

/** Everybody: the socket that takes queries only. */
const READ_MODE = 0o666;

/** Sockets that are not open yet. */
export function createSockets({ socket_dir, gid, read_socket }: SocketsOptions): Sockets {
  let sockets: readonly Socket[] = [];

  const http = (name: "http" | "read"): Socket => ({
    name,
    file: new SocketFile(socket_dir, `${name}.sock`),
    server: new HttpServer(),
  });
  const prepare = async (wanted: readonly Socket[], take_over: boolean): Promise<void> => {
    const bind_folder = `${socket_dir}/${BIND_FOLDER}`;
    const ownership = { uid: Deno.uid() ?? -1, others_may_enter: false };
    makeFolder(bind_folder, ownership);
    checkOwnFolder(bind_folder, ownership);
    for (const { file } of wanted) await file.prepare(take_over);
  };
  const bind = (wanted: readonly Socket[]): void => {
    for (const { name, file, server } of wanted) {
      server.listen(file.bind_path);
      file.publish(name === "read" ? { mode: READ_MODE, gid: null } : { mode: CONTROL_MODE, gid });
    }
  };
  const open = async (take_over: boolean, signal: AbortSignal): Promise<void> => {
    const raw: Socket = {
      name: "raw",
      file: new SocketFile(socket_dir, "cortex.sock"),
      server: new RawServer(),
    };
    const wanted = [http("http"), ...(read_socket() ? [http("read")] : []), raw];
    await prepare(wanted, take_over);
    signal.throwIfAborted();
    sockets = wanted;
    bind(sockets);
  };
  return {
    open: async (signal) => {
      if (sockets.length === 0) await open(false, signal);
    },
    takeOver: (signal) => open(true, signal),
    restore: async (takeFolder) => {
      const lost = sockets.filter(({ file }) => !file.restore());
      if (lost.length === 0) return;
      takeFolder();
      await prepare(lost, false);
      bind(lost);
      const paths = lost.map(({ file }) => file.path);
      logger("ipc").warn("The folder of the sockets was removed: they are bound anew", { paths });
    },
    all: () => sockets,
  };
}
