import type { OutputOf } from "../contract/mod.ts";
import { rfc3339, systemClock } from "../core/clock.ts";
import { spawnWorker } from "../core/spawn_worker.ts";
import { openLink } from "../core/worker_link.ts";
import type { ServicesProtocol } from "./services_protocol.ts";

/** What {@link checkServices} takes. */
export interface ServicesCheck {
  /** What the worker may do: run systemctl. */
  readonly permissions: Deno.PermissionOptionsObject;
  /** Absolute path of systemctl; null where there is none. */
  readonly systemctl: string | null;
  /** Time systemctl has, milliseconds. */
  readonly timeout_ms: number;
}

/** Time on top of systemctl's own for its worker to answer. */
const GRACE_MS = 1000;

/**
 * Asks for failed units in a worker that lives for this one question. `available` is false where there is no
 * systemd. Throws TIMEOUT, or UNAVAILABLE when systemctl fails.
 */
export async function checkServices(
  { permissions, systemctl, timeout_ms }: ServicesCheck,
): Promise<OutputOf<"services.failed">> {
  if (systemctl === null) return { items: [], available: false, checked_at: rfc3339(systemClock.wall()) };
  const link = await openLink<ServicesProtocol>({
    name: "services",
    spawn: () => spawnWorker(new URL("./services_worker.ts", import.meta.url), "services", permissions),
  });
  try {
    return await link.call("failed", { systemctl, timeout_ms }, { timeout_ms: timeout_ms + GRACE_MS });
  } finally {
    link.terminate();
  }
}
