/**
 * Starts the daemon or the command line with exactly the permissions of the table: `launch.ts daemon …`,
 * `launch.ts cli …`. Deno takes permissions as flags only, and they depend on options and configuration.
 * @module
 */
import { daemonFlags } from "./launch/daemon.ts";
import { cliFlags } from "./launch/cli.ts";
import { runChild } from "./launch/child.ts";
import { CortexError, toCortexError } from "../src/contract/mod.ts";

function flagsOf(what: string | undefined, args: readonly string[]): { flags: string[]; program: string; args: string[] } {
  switch (what) {
    case "daemon":
      return { flags: daemonFlags(args), program: "../main.ts", args: ["--user", ...args] };
    case "cli":
      return { flags: cliFlags(args), program: "./main.ts", args: [...args] };
    default:
      throw new CortexError("INVALID_PARAMS", `Cannot start "${what ?? ""}": give daemon or cli`);
  }
}

try {
  const [what, ...rest] = Deno.args;
  const { flags, program, args } = flagsOf(what, rest);
  const file = new URL(program, import.meta.url).pathname;
  Deno.exit(await runChild(["run", "--quiet", "--no-prompt", ...flags, file, ...args]));
} catch (thrown) {
  const error = toCortexError(thrown);
  console.error(`cortex: ${error.message}`);
  Deno.exit(error.row.exit);
}
