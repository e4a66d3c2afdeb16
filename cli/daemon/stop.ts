import { dirname } from "node:path/posix";
import { CortexError } from "../../src/contract/wire.ts";
import { isFree } from "../../src/core/lock.ts";
import type { Context } from "../command.ts";

/** How long a daemon may take to end: its operations have 10 seconds unless it was configured otherwise. */
const STOP_MS = 60_000;

/** Pause between two looks, milliseconds. */
const LOOK_MS = 20;

/**
 * Sends SIGTERM to the daemon that is meant and waits until its process has given back its lock, which the kernel
 * does at its end. Gives back its pid. Throws PERMISSION_DENIED, or TIMEOUT when it goes on.
 */
export async function stopOwn(context: Context): Promise<number> {
  const client = await context.client();
  const { pid } = await client.daemon.status();
  const kill = await new Deno.Command("/bin/sh", { args: ["-c", 'kill -TERM "$1"', "sh", String(pid)] })
    .output();
  if (!kill.success) {
    const why = new TextDecoder().decode(kill.stderr).trim();
    throw new CortexError("PERMISSION_DENIED", `Cannot end process ${pid}: ${why}; do it as its user`);
  }
  for (const end = context.now() + STOP_MS; context.now() < end;) {
    if (isFree(dirname(client.socket))) return pid;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  throw new CortexError("TIMEOUT", `Cannot end process ${pid}: it still runs after ${STOP_MS} ms`);
}
