import { type Thresholds, thresholdsInForce } from "../alerts/mod.ts";
import type { Config } from "../config/mod.ts";
import type { LegacyConfig } from "../operations/mod.ts";
import type { Configuration } from "./configuration.ts";

const LOG_LEVELS = { debug: 0, info: 1, warning: 2, error: 3 } as const;

/** A threshold that is off is one that is never reached. */
const both = ({ warning, critical }: Thresholds) => ({ warning: warning ?? 100, critical: critical ?? 100 });

/** The settings that clients of the cortexd protocol know, made anew only when the configuration is another one. */
export function legacyConfig(configuration: Configuration): () => LegacyConfig {
  let made_from: Config | undefined;
  let made: LegacyConfig | undefined;
  return () => {
    const config = configuration.current();
    if (made !== undefined && config === made_from) return made;
    made_from = config;
    const { cpu, memory, disk } = thresholdsInForce(config.alerts);
    return made = {
      log_level: LOG_LEVELS[config.log.level],
      thresholds: { cpu: both(cpu), memory: both(memory), disk: both(disk) },
    };
  };
}
