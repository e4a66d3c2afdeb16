import type { Start } from "../config/mod.ts";
import { CORTEX } from "../core/invocation.ts";
import { STDERR_FILE } from "../log/launch.ts";
import { logger } from "../log/mod.ts";

/** Says where the sockets are and what to try: in the log, and on stdout for a person, where that is no log, too. */
export function greet({ paths, env }: Pick<Start, "paths" | "env">): void {
  logger("daemon").info("Ready", {
    http_socket: paths.http_socket,
    raw_socket: paths.raw_socket,
    state_dir: paths.state_dir,
  });
  const is_service = Boolean(env("JOURNAL_STREAM")) && !Deno.stdout.isTerminal();
  if (is_service || env(STDERR_FILE) !== undefined) return;
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
