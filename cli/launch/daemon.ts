import { givenVariables, parseDaemonOptions, readGrantSettings, readStart } from "../../src/config/launch.ts";
import { daemonTable, denoFlags, V8_FLAGS } from "../../src/permissions.ts";

/**
 * What the daemon's C library is told (mallopt(3)): what a worker has freed would otherwise stay in an arena of its
 * own, and after the first large block is freed in the arenas for ever, 45 MB once an index was built. The threshold is
 * the library's own first one; only setting it keeps it there.
 */
export const DAEMON_ENV = { MALLOC_ARENA_MAX: "2", MALLOC_MMAP_THRESHOLD_: "131072" } as const;

/** What a daemon that is started from source gets besides this process' own variables. */
export function daemonEnv(): Record<string, string> {
  return { ...DAEMON_ENV, ...givenVariables(Deno.env.toObject()) };
}

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
