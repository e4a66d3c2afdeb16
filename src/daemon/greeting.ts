import type { Paths } from "../config/mod.ts";
import { CORTEX } from "../core/invocation.ts";
import { logger } from "../log/mod.ts";

/** Says where the sockets are and what to try: on stdout for a person, in the log for whoever reads that. */
export function greet(paths: Paths): void {
  logger("daemon").info("Ready", {
    http_socket: paths.http_socket,
    raw_socket: paths.raw_socket,
    state_dir: paths.state_dir,
  });
  const text = [
    "",
    `  HTTP socket      ${paths.http_socket}`,
    `  raw JSON socket  ${paths.raw_socket}`,
    `  state            ${paths.state_dir}`,
    "",
    `  Try, in another terminal:  ${CORTEX} health`,
    "",
    "",
  ].join("\n");
  Deno.stdout.writeSync(new TextEncoder().encode(text));
}
