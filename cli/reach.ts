import { type Client, connect, type ConnectOptions } from "../src/client/mod.ts";
import { isThere } from "../src/core/absent.ts";

/** Folder of the sockets of systemd's daemon: kept while it is started again, gone when it was stopped. */
const RUNTIME_DIR = "/run/cortex";

/** How long a restart may last, milliseconds. */
const RESTART_MS = 10_000;

/** Reaches the daemon as the client module does, and waits for one that systemd is just starting again. */
export async function reach(options: ConnectOptions): Promise<Client> {
  const named = options.socket_dir !== undefined || options.instance !== undefined;
  return await connect({ ...options, wait_ms: !named && isThere(RUNTIME_DIR) ? RESTART_MS : 0 });
}
