import { waitFor } from "./_daemon.ts";

/** The service manager's end: every message so far. */
export function listen(path: string) {
  const socket = Deno.listenDatagram({ transport: "unixpacket", path });
  const messages: string[][] = [];
  const came_ms: number[] = [];
  const reading = (async () => {
    for await (const [bytes] of socket) {
      messages.push(new TextDecoder().decode(bytes).split("\n"));
      came_ms.push(performance.now());
    }
  })().catch(() => {});
  const find = (line: string, from = 0) =>
    messages.findIndex((lines, index) => index >= from && lines.includes(line));
  return {
    messages,
    find,
    /** The longest time between two messages with that line so far, milliseconds. */
    longest: (line: string) => {
      const at_ms = came_ms.filter((_, index) => messages[index]?.includes(line));
      return Math.max(0, ...at_ms.slice(1).map((ms, index) => ms - (at_ms[index] ?? ms)));
    },
    /** The place of the first message with that line. */
    await: (line: string, from = 0) =>
      waitFor(line, () => {
        const found = find(line, from);
        return Promise.resolve(found < 0 ? undefined : found);
      }),
    [Symbol.asyncDispose]: async () => {
      socket.close();
      await reading;
    },
  };
}
