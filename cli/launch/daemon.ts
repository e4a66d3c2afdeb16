import { dirname } from "node:path";
import { loadConfig, parseDaemonOptions, readStart } from "../../src/config/mod.ts";
import { V8_FLAGS } from "../../src/daemon_flags.ts";
import { denoFlags } from "../../src/permissions.ts";
import { daemonTable } from "../../src/daemon_table.ts";

/** Flags for `deno run main.ts` with these arguments. A wrong option or configuration ends here, with its message. */
export function daemonFlags(args: readonly string[]): string[] {
  const options = parseDaemonOptions(["--user", ...args], (name) => Deno.env.get(name));
  if (options.help || options.version) return [];
  const start = readStart(options);
  const loaded = loadConfig(start);
  const table = daemonTable({ start, loaded, pid_file: options.pid_file ?? null });
  return [V8_FLAGS, ...denoFlags(table)];
}
