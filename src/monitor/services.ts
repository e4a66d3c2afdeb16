import type { OutputOf, Subsystem } from "../contract/mod.ts";
import { rfc3339, systemClock } from "../core/clock.ts";
import { createErrands, type ErrandOptions, type WorkerTerms } from "../core/errands.ts";
import { spawnWorker } from "../core/spawn_worker.ts";
import type { ServicesProtocol } from "./services_protocol.ts";

/** What {@link createServicesCheck} takes. */
export interface ServicesCheckOptions extends Pick<ErrandOptions, "onHang" | "onState"> {
  /** What the worker may do: run systemctl. */
  readonly permissions: Deno.PermissionOptionsObject;
  readonly worker?: WorkerTerms;
}

/** What one look takes. */
export interface ServicesQuestion {
  /** Absolute path of systemctl; null where there is none. */
  readonly systemctl: string | null;
  /** Time systemctl has, milliseconds. */
  readonly timeout_ms: number;
}

/** The check for failed units. */
export interface ServicesCheck {
  /**
   * `available` is false where there is no systemd. Throws TIMEOUT, or UNAVAILABLE when systemctl or its worker fails.
   */
  ask(question: ServicesQuestion): Promise<OutputOf<"services.failed">>;
  state(): Subsystem;
}

/** Time on top of systemctl's own for its worker to answer. */
const GRACE_MS = 1000;

/** A check that asks in a worker of its own each time. */
export function createServicesCheck(
  { permissions, onHang, onState, worker = {} }: ServicesCheckOptions,
): ServicesCheck {
  const errands = createErrands<ServicesProtocol>({
    name: "services",
    spawn: () => spawnWorker(new URL("./services_worker.ts", import.meta.url), "services", permissions),
    onHang,
    onState,
    ...worker,
  });
  return {
    state: errands.state,
    ask: async ({ systemctl, timeout_ms }) =>
      systemctl === null
        ? { items: [], available: false, checked_at: rfc3339(systemClock.wall()) }
        : await errands.ask("failed", { systemctl, timeout_ms }, { timeout_ms: timeout_ms + GRACE_MS }),
  };
}
