import { configureLogging, logger, type LogSettings } from "../log/mod.ts";

/** How much is logged: what the configuration says, or everything while somebody looks into a fault. */
export interface LogLevel {
  /** The settings have changed; a debugging that is on stays on. */
  apply(): void;
  /** Turns debugging on, or off again. */
  toggleDebug(): void;
}

/** Follows the settings of the log. */
export function createLogLevel(settings: () => LogSettings): LogLevel {
  let debugging = false;
  const apply = () => configureLogging(debugging ? { ...settings(), level: "debug" } : settings());
  return {
    apply,
    toggleDebug: () => {
      debugging = !debugging;
      apply();
      logger("log").warn(debugging ? "Debug logging is on" : "Debug logging is off");
    },
  };
}
