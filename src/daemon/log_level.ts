import { configureLogging, logger, type LogOutputs, type LogSettings } from "../log/mod.ts";

/** How much is logged: what the configuration says, or everything while somebody looks into a fault. */
export interface LogLevel {
  /** The settings have changed; a debugging that is on stays on. */
  apply(): void;
  /** Turns debugging on, or off again. */
  toggleDebug(): void;
}

/** Follows the settings of the log. */
export function createLogLevel(settings: () => LogSettings, outputs?: LogOutputs): LogLevel {
  let debugging = false;
  const apply = () => {
    const chosen = settings();
    configureLogging(debugging ? { ...chosen, level: "debug", levels: {} } : chosen, outputs);
  };
  return {
    apply,
    toggleDebug: () => {
      debugging = !debugging;
      apply();
      logger("log").warn(debugging ? "Debug logging is on" : "Debug logging is off");
    },
  };
}
