import { parseArgs } from "node:util";
import { permissionFlags } from "../../src/client/mod.ts";

/** What the command line reads of its surroundings besides where the daemon is. */
const VARIABLES = ["CORTEX_*", "HOME", "XDG_*", "NO_COLOR", "COLUMNS", "TERM"];

/**
 * Flags for `deno run cli/main.ts` with these arguments: the sockets it may have to try, its variables, and reading
 * the user's files (`config validate FILE`). Nothing may be run, and only sockets written.
 */
export function cliFlags(args: readonly string[]): string[] {
  const { values } = parseArgs({
    args: [...args],
    options: { "socket-dir": { type: "string" }, instance: { type: "string" } },
    strict: false,
  });
  const text = (value: unknown) => typeof value === "string" ? value : undefined;
  const sockets = permissionFlags({ socket_dir: text(values["socket-dir"]), instance: text(values.instance) })
    .filter((flag) => !/^--allow-(read|env|sys)=/.test(flag));
  return ["--allow-read", `--allow-env=${VARIABLES.join(",")}`, "--allow-sys=uid", ...sockets];
}
