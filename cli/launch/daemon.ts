import { givenVariables, parseDaemonOptions, readGrantSettings, readStart } from "../../src/config/launch.ts";
import { daemonTable, denoFlags, tellPrograms, V8_FLAGS } from "../../src/permissions.ts";

/**
 * What the daemon's C library is told (mallopt(3)): what a worker has freed would otherwise stay in an arena of its
 * own, and after the first large block is freed in the arenas for ever, 45 MB once an index was built. The threshold is
 * the library's own first one; only setting it keeps it there.
 */
export const DAEMON_ENV = { MALLOC_ARENA_MAX: "2", MALLOC_MMAP_THRESHOLD_: "131072" } as const;

/** How `deno run main.ts` is called for a daemon. */
export interface DaemonLaunch {
  readonly flags: readonly string[];
  /** What it gets beside this process' own variables. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The launch of a daemon with these arguments. A wrong option or an unreadable file ends here, with its message; a
 * wrong setting is left to the daemon, which checks them all.
 */
export function daemonLaunch(args: readonly string[]): DaemonLaunch {
  const options = parseDaemonOptions(args, (name) => Deno.env.get(name));
  if (options.help || options.version) return { flags: ["--allow-env"], env: {} };
  const start = readStart(options);
  const table = daemonTable(start, readGrantSettings(start));
  const env = { ...DAEMON_ENV, ...givenVariables(Deno.env.toObject()), ...tellPrograms(table) };
  return { flags: [V8_FLAGS, ...denoFlags(table.rows)], env };
}
