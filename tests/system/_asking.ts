import type { Box } from "./_box.ts";

/** A command that asks the daemon on a socket, on a connection of its own. */
export const asksForHealth = (socket: string): string =>
  `curl -sS --fail-with-body --max-time 20 --unix-socket ${socket} http://cortex/v1/health`;

/** Asks in the box by a command until it is told to stop; then tells how often, and what went wrong. */
export function asking(box: Box, command: string) {
  const script = `i=0; while [ ! -e /opt/asked ]; do i=$((i + 1)); ${command} >/dev/null; done; echo $i`;
  const child = box.spawn("sh", "-c", script);
  return async () => {
    box.must("touch", "/opt/asked");
    const { stdout, stderr } = await child.output();
    box.must("rm", "/opt/asked");
    const text = new TextDecoder();
    return { asked: Number(text.decode(stdout)), faults: text.decode(stderr) };
  };
}
