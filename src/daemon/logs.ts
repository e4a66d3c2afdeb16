import type { Config, Start } from "../config/mod.ts";
import { createLogLevel } from "./log_level.ts";
import { createLogOutputs } from "./log_outputs.ts";

/** The daemon's log. */
export interface Logs {
  /** Takes its settings from here from now on. */
  follow(config: () => Config): void;
  /** The settings have changed. */
  apply(): void;
  /** Turns debugging on, or off again. */
  toggleDebug(): void;
  /** Opens its files anew: whoever rotates them has moved them away. */
  reopen(): void;
}

/** Opens what the settings of the start ask for, for a life. */
export async function openLogs(life: AsyncDisposableStack, start: Start, first: Config): Promise<Logs> {
  let config = () => first;
  const outputs = life.use(await createLogOutputs(start, () => config()));
  const level = createLogLevel(() => config().log, outputs);
  level.apply();
  return {
    follow: (current) => void (config = current),
    apply: level.apply,
    toggleDebug: level.toggleDebug,
    reopen: () => {
      outputs.file?.reopen();
      outputs.stderr?.reopen();
    },
  };
}
