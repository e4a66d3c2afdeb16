import { loadConfig, parseDaemonOptions, readStart } from "../../src/config/mod.ts";
import { daemonTable, denoFlags, V8_FLAGS } from "../../src/permissions.ts";

/** Flags for `deno run main.ts` with these arguments. A wrong option or configuration ends here, with its message. */
export function daemonFlags(args: readonly string[]): string[] {
  const options = parseDaemonOptions(["--user", ...args], (name) => Deno.env.get(name));
  if (options.help || options.version) return ["--allow-env"];
  const start = readStart(options);
  const table = daemonTable(start, loadConfig(start), options.pid_file ?? null);
  return [V8_FLAGS, ...denoFlags(table.rows)];
}
