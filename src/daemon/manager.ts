import type { Start } from "../config/mod.ts";
import { logger } from "../log/mod.ts";
import { notifyPath } from "../permissions.ts";
import { managerSettings, type Notifier, openNotifier } from "../systemd/mod.ts";

/** The service manager that has started the daemon, if one has. */
export interface Manager {
  readonly notifier: Notifier;
  /** How often it wants a sign of life, milliseconds; null for never. */
  readonly watchdog_ms: number | null;
}

/** Opens the way to it for a life. */
export function openManager(life: AsyncDisposableStack, { env, paths }: Start): Manager {
  const settings = managerSettings(env, Deno.pid);
  const notifier = life.use(openNotifier({
    settings,
    bind_path: notifyPath(paths),
    onFault: (fault) => logger("daemon").warn("{fault}", { fault }),
  }));
  return { notifier, watchdog_ms: settings.watchdog_ms };
}
