import { parseArgs } from "node:util";
import { partialPath } from "../commands/backup/partial_file.ts";
import { permissionFlags } from "../../src/client/mod.ts";
import type { StateMeant } from "../state_dir.ts";

/** What the command line reads of its surroundings besides where the daemon is. */
export const CLI_VARIABLES = ["CORTEX_*", "HOME", "XDG_*", "NO_COLOR", "COLUMNS", "TERM", "USER"];

/** What `cortex daemon` runs: systemd's own command, or a shell that starts a daemon of one's own. */
export const DAEMON_RUNS = ["/bin/sh", "/usr/bin/systemctl", "/bin/systemctl"];

/**
 * Flags for `deno run cli/main.ts` with these arguments: the sockets it may have to try, its variables, and reading
 * the user's files (`config validate FILE`). Nothing may be run but by `daemon`; what is written is the sockets and
 * what is named.
 */
export async function cliFlags(args: readonly string[]): Promise<string[]> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      "socket-dir": { type: "string" },
      "state-dir": { type: "string" },
      instance: { type: "string" },
      system: { type: "boolean" },
      local: { type: "boolean" },
    },
    strict: false,
    allowPositionals: true,
  });
  const text = (value: unknown) => typeof value === "string" ? value : undefined;
  const instance = text(values.instance);
  const sockets = permissionFlags({ socket_dir: text(values["socket-dir"]), instance })
    .filter((flag) => !/^--allow-(read|env|sys)=/.test(flag));
  const written = await writtenBy(positionals, {
    state_dir: text(values["state-dir"]),
    instance,
    system: values.system === true,
  });
  const daemon = positionals[0] === "daemon";
  return [
    "--allow-read",
    // Whoever starts a daemon computes its permissions from its environment, as the launcher does.
    daemon ? "--allow-env" : `--allow-env=${CLI_VARIABLES.join(",")}`,
    ...(daemon ? [`--allow-run=${DAEMON_RUNS.join(",")}`] : []),
    "--allow-sys=uid",
    ...(positionals[0] === "health" && values.local === true ? await hostFlags() : []),
    ...sockets,
    ...written.map((path) => `--allow-write=${path.replaceAll(",", ",,")}`),
  ];
}

/** What it gets besides this process' own variables: to check those of settings it must know what they are called. */
export async function cliEnv(args: readonly string[]): Promise<Record<string, string>> {
  if (!args.includes("config") && !args.includes("doctor")) return {};
  const { givenVariables } = await import("../../src/config/launch.ts");
  return givenVariables(Deno.env.toObject());
}

/** What reading this host without a daemon takes besides reading files: the worker that does it gives it back. */
async function hostFlags(): Promise<string[]> {
  const { findLibc } = await import("../../src/monitor/launch.ts");
  return [`--allow-ffi=${findLibc()}`, "--allow-sys=hostname,statfs"];
}

/** What a command writes besides sockets. */
async function writtenBy([command, file]: readonly string[], meant: StateMeant): Promise<string[]> {
  // An empty name is left to the command, which refuses it: it is no path that could be granted.
  if (file === undefined || file === "") return [];
  if (command === "backup") return [file, partialPath(file)];
  const imports_model = command === "model" && file === "import";
  if (command !== "restore" && !imports_model) return [];
  // Loaded for these commands only: it reads as the daemon does where its state is.
  const { stateDir } = await import("../state_dir.ts");
  const env = (name: string) => Deno.env.get(name);
  const dir = stateDir({ ...meant, instance: meant.instance ?? (env("CORTEX_INSTANCE") || undefined) }, env);
  return [imports_model ? `${dir}/models` : dir];
}
