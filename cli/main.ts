/**
 * The command line: `cortex [OPTIONS] COMMAND`, a client of the daemon like any other. What counts as part of it:
 * what a person types and reads; what it knows of the host it asks the daemon.
 * @module
 */
import { COMMANDS } from "./commands.ts";
import { reach } from "./reach.ts";
import { run } from "./run.ts";
import { openTerminal } from "./terminal.ts";

const env = (name: string) => Deno.env.get(name);

Deno.exit(
  await run(Deno.args, {
    terminal: openTerminal(env),
    commands: COMMANDS,
    env,
    connect: reach,
    screen: async () => {
      const { terminalScreen } = await import("./live/terminal_screen.ts");
      return terminalScreen(env);
    },
    wall: () => Date.now(),
    steady: () => performance.now(),
  }),
);
