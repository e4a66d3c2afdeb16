import { optionLayer } from "./value_layer.ts";
import type { DaemonOptions } from "./options.ts";
import { findPaths, type Paths, type Surroundings } from "./paths.ts";
import type { Layer } from "./layer.ts";

/** What the command line and the process say, as the loader of the configuration wants it. */
export interface Start {
  readonly paths: Paths;
  readonly options: Layer;
  /** The configuration file was named by hand. */
  readonly explicit: boolean;
  readonly instance: string | null;
  env(name: string): string | undefined;
}

/**
 * Puts options and process together: who runs this, where, and what was asked for.
 * @param scope `system`: as the system's daemon would see it, whoever asks.
 */
export function readStart(options: DaemonOptions, scope?: "system"): Start {
  const env = (name: string) => Deno.env.get(name);
  const uid = scope === "system" ? 0 : Deno.uid() ?? -1;
  const around: Surroundings = {
    uid,
    user: uid === 0 ? "root" : loginName(uid),
    per_user: options.user,
    instance: options.instance ?? null,
    socket_dir: options.socket_dir ?? null,
    state_dir: options.state_dir ?? null,
    config_file: options.config ?? null,
    config_dir: options.config_dir ?? null,
    pid_file: options.pid_file ?? null,
    cwd: Deno.cwd(),
    env,
  };
  return {
    paths: findPaths(around),
    options: optionLayer({
      "host-root": { key: "host.root", value: options.host_root },
      "log-level": { key: "log.level", value: options.log_level },
    }),
    explicit: options.config !== undefined,
    instance: around.instance,
    env,
  };
}

/** Login name of a uid by passwd(5); null when it has none there or the file cannot be read. */
function loginName(uid: number): string | null {
  try {
    for (const line of Deno.readTextFileSync("/etc/passwd").split("\n")) {
      const [name, , id] = line.split(":");
      if (Number(id) === uid && name !== undefined && name !== "") return name;
    }
  } catch {
    return null;
  }
  return null;
}
