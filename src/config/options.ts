import { parseArgs } from "node:util";
import { CortexError } from "../contract/wire.ts";
import { nearest } from "../core/nearest.ts";

/** Options of the daemon's command line, as data: parser, help and man page come from here. */
export const DAEMON_OPTIONS = {
  config: {
    type: "string",
    value: "FILE",
    variable: "CORTEX_CONFIG",
    help: "Read this configuration file only",
  },
  "config-dir": {
    type: "string",
    value: "DIR",
    variable: "CORTEX_CONFIG_DIR",
    help: "Folder of daemon.yaml, daemon.d and .env, in place of all others",
  },
  "socket-dir": {
    type: "string",
    value: "DIR",
    variable: "CORTEX_SOCKET_DIR",
    help: "Folder of the sockets",
  },
  "state-dir": { type: "string", value: "DIR", variable: "CORTEX_STATE_DIR", help: "Folder of the database" },
  "host-root": {
    type: "string",
    value: "DIR",
    variable: "CORTEX_HOST_ROOT",
    help: "Read the host from files below DIR (a recorded host, or a bind mount)",
  },
  instance: {
    type: "string",
    value: "NAME",
    variable: "CORTEX_INSTANCE",
    help: "Run beside others, all paths under NAME",
  },
  "log-level": {
    type: "string",
    value: "LEVEL",
    variable: "CORTEX_LOG_LEVEL",
    help: "Least level logged: debug, info, warning or error",
  },
  "pid-file": {
    type: "string",
    value: "FILE",
    variable: null,
    help: "Write the process id to FILE, locked while running",
  },
  "take-over": {
    type: "boolean",
    value: null,
    variable: null,
    help: "Take the place of the daemon that runs, if one does, without losing a request",
  },
  user: { type: "boolean", value: null, variable: null, help: "Use the user's own paths, also as root" },
  foreground: {
    type: "boolean",
    value: null,
    variable: null,
    help: "Stay in the foreground (it always does)",
  },
  help: { type: "boolean", value: null, variable: null, help: "Print this help" },
  version: { type: "boolean", value: null, variable: null, help: "Print the version" },
} as const;

type OptionName = keyof typeof DAEMON_OPTIONS;

/** Parsed options; an environment variable stands in for an option that was not given. */
export interface DaemonOptions {
  readonly config: string | undefined;
  readonly config_dir: string | undefined;
  readonly socket_dir: string | undefined;
  readonly state_dir: string | undefined;
  readonly host_root: string | undefined;
  readonly instance: string | undefined;
  readonly log_level: string | undefined;
  readonly pid_file: string | undefined;
  readonly take_over: boolean;
  readonly user: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

/** Parses the daemon's arguments. Throws INVALID_PARAMS with the nearest known option. */
export function parseDaemonOptions(
  args: readonly string[],
  env: (name: string) => string | undefined,
): DaemonOptions {
  const { values, positionals } = parse(args);
  if (positionals[0] !== undefined) {
    throw new CortexError(
      "INVALID_PARAMS",
      `Cannot use the argument "${positionals[0]}": the daemon takes options only`,
    );
  }
  const text = (name: OptionName) => {
    const given = values[name];
    if (given === "") throw new CortexError("INVALID_PARAMS", `Cannot use --${name}: its value is empty`);
    return typeof given === "string" ? given : undefined;
  };
  const orEnv = (name: OptionName) => {
    const variable = DAEMON_OPTIONS[name].variable;
    return text(name) ?? ((variable === null ? undefined : env(variable)) || undefined);
  };
  return {
    config: orEnv("config"),
    config_dir: orEnv("config-dir"),
    socket_dir: orEnv("socket-dir"),
    state_dir: orEnv("state-dir"),
    host_root: text("host-root"),
    instance: orEnv("instance"),
    log_level: text("log-level"),
    pid_file: text("pid-file"),
    take_over: values["take-over"] === true,
    user: values.user === true,
    help: values.help === true,
    version: values.version === true,
  };
}

function parse(args: readonly string[]): { values: Record<string, unknown>; positionals: string[] } {
  try {
    return parseArgs({ args: [...args], options: DAEMON_OPTIONS, allowPositionals: true });
  } catch (error) {
    const text = error instanceof Error ? error.message : "";
    const name = /'--?([^' =]+)/.exec(text)?.[1];
    if (name !== undefined && name in DAEMON_OPTIONS) {
      throw new CortexError("INVALID_PARAMS", `Cannot use --${name}: it needs a value`);
    }
    const meant = name === undefined ? undefined : nearest(name, Object.keys(DAEMON_OPTIONS));
    throw new CortexError(
      "INVALID_PARAMS",
      `Cannot use the option "--${name ?? "?"}": there is none of that name` +
        (meant === undefined ? "; see --help" : `; did you mean --${meant}?`),
    );
  }
}

/** The text of `--help`. */
export function daemonHelp(): string {
  const rows = Object.entries(DAEMON_OPTIONS).map(([name, option]) => {
    const left = `  --${name}${option.value === null ? "" : ` ${option.value}`}`;
    return `${left.padEnd(24)}${option.help}${option.variable === null ? "" : ` [${option.variable}]`}`;
  });
  return [
    "cortexd: knows how this host is, keeps its alerts, answers over Unix sockets",
    "",
    "Usage: cortexd [OPTIONS]",
    "",
    "Options [environment variable]:",
    ...rows,
    "",
    "Every setting is also an environment variable: log.level is CORTEX__LOG__LEVEL.",
    "",
  ].join("\n");
}
