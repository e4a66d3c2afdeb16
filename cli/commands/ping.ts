import { type Command, defineCommand } from "../command.ts";
import { paint } from "../text/paint.ts";

/** `cortex ping`: one round trip, timed with the connection. */
export const command: Command = defineCommand({
  examples: [{ args: "ping && echo up", summary: "Use the exit code: 0 up, 3 not reachable" }],
  run: async (_, context) => {
    const client = await context.client();
    const begun = context.now();
    const output = await client.daemon.ping();
    const took_ms = context.now() - begun;
    return {
      json: [output],
      render: (view) => paint([[`pong from ${client.socket} in ${took_ms.toFixed(1)} ms`]], view),
    };
  },
});
