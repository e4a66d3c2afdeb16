import { parseArgs } from "node:util";
import { partialPath } from "../commands/backup/partial_file.ts";
import { permissionFlags } from "../../src/client/mod.ts";

/** What the command line reads of its surroundings besides where the daemon is. */
export const CLI_VARIABLES = ["CORTEX_*", "HOME", "XDG_*", "NO_COLOR", "COLUMNS", "TERM"];

/**
 * Flags for `deno run cli/main.ts` with these arguments: the sockets it may have to try, its variables, and reading
 * the user's files (`config validate FILE`). Nothing may be run; what is written is the sockets and what is named.
 */
export function cliFlags(args: readonly string[]): string[] {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { "socket-dir": { type: "string" }, instance: { type: "string" } },
    strict: false,
    allowPositionals: true,
  });
  const text = (value: unknown) => typeof value === "string" ? value : undefined;
  const sockets = permissionFlags({ socket_dir: text(values["socket-dir"]), instance: text(values.instance) })
    .filter((flag) => !/^--allow-(read|env|sys)=/.test(flag));
  return [
    "--allow-read",
    `--allow-env=${CLI_VARIABLES.join(",")}`,
    "--allow-sys=uid",
    ...sockets,
    ...writeFlags(positionals),
  ];
}

/** What a command writes besides sockets: the backup it makes, and its name until it is whole. */
function writeFlags([command, file]: readonly string[]): string[] {
  if (command !== "backup" || file === undefined) return [];
  return [file, partialPath(file)].map((path) => `--allow-write=${path.replaceAll(",", ",,")}`);
}
