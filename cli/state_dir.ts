import { parseDaemonOptions, readStart } from "../src/config/launch.ts";

/** Which daemon's state is meant. */
export interface StateMeant {
  readonly state_dir: string | undefined;
  readonly instance: string | undefined;
  /** The system's daemon, whoever asks; the user's own otherwise. */
  readonly system: boolean;
}

/** The state folder of a daemon that does not run: where it would be if it were started. */
export function stateDir(
  { state_dir, instance, system }: StateMeant,
  env: (name: string) => string | undefined,
): string {
  const option = (name: string, value: string | undefined) =>
    value === undefined ? [] : [`--${name}=${value}`];
  const args = [...option("state-dir", state_dir), ...option("instance", instance)];
  const options = parseDaemonOptions(args, env);
  const start = system
    ? readStart({ ...options, user: false }, "system")
    : readStart({ ...options, user: true });
  return start.paths.state_dir;
}
