import { parseDaemonOptions, readGrantSettings, readStart } from "../../src/config/launch.ts";
import { daemonTable, denoFlags, V8_FLAGS } from "../../src/permissions.ts";

/**
 * Flags for `deno run main.ts` with these arguments. A wrong option or an unreadable file ends here, with its
 * message; a wrong setting is left to the daemon, which checks them all.
 */
export function daemonFlags(args: readonly string[]): string[] {
  const options = parseDaemonOptions(args, (name) => Deno.env.get(name));
  if (options.help || options.version) return ["--allow-env"];
  const start = readStart(options);
  const table = daemonTable(start, readGrantSettings(start), options.pid_file ?? null);
  return [V8_FLAGS, ...denoFlags(table.rows)];
}
