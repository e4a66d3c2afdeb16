import type { Config } from "../config/mod.ts";
import type { Setting } from "../contract/mod.ts";
import { logger } from "../log/mod.ts";
import type { Front } from "./front.ts";
import type { Ground } from "./ground.ts";
import type { Logs } from "./logs.ts";
import { monitorSettings } from "./monitor_settings.ts";
import type { State } from "./state.ts";

/** What does not ask for its settings each time it needs them. */
export interface Settled {
  readonly logs: Pick<Logs, "apply">;
  readonly kept: Pick<State, "store">;
  readonly front: Pick<Front, "monitor">;
  readonly ground: Pick<Ground, "table">;
  /** The configuration in force. */
  config(): Config;
}

/** What to call when settings have come into force: it hands them on. */
export function applyTo(
  { logs, kept, front, ground, config }: Settled,
): (changed: readonly Setting[]) => void {
  return (changed) => {
    logs.apply();
    kept.store.limit(config().store.max_bytes);
    if (!changed.some((setting) => setting.reload === "worker")) return;
    front.monitor.reconfigure(monitorSettings(config(), ground.table)).catch((error) =>
      logger("daemon").error("Cannot change the monitor's settings", { error })
    );
  };
}
