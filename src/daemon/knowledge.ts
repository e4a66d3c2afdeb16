import type { Alerts } from "../alerts/mod.ts";
import type { Config } from "../config/mod.ts";
import type { Subsystem } from "../contract/mod.ts";
import type { Clock } from "../core/clock.ts";
import type { Service } from "../core/service.ts";
import { workerPermissions } from "../permissions.ts";
import { createRuntimes, type Runtimes } from "../runtimes/mod.ts";
import { availableMemory } from "./available_memory.ts";
import { createChecks } from "./checks.ts";
import type { Front } from "./front.ts";
import type { Ground } from "./ground.ts";
import { createLanguageModel, type LanguageModel } from "./language_model.ts";
import { type PackagesOnDemand, packagesOnDemand } from "./packages_on_demand.ts";
import { createServicesWatch, type ServicesWatch } from "./services.ts";
import type { State } from "./state.ts";

/** What is known of this host besides its samples. */
export interface Knowledge {
  readonly services: ServicesWatch;
  readonly packages: PackagesOnDemand;
  readonly runtimes: Runtimes;
  readonly model: LanguageModel;
  /** What is looked at every 5 minutes. */
  readonly checks: Service;
  /** What the checks have found last. */
  found(): Parameters<Alerts["observe"]>[1];
  /** How the parts of the daemon are that work on their own. */
  subsystems(): Subsystem[];
}

/** What it is made of. */
export interface KnowledgeInput {
  readonly ground: Ground;
  readonly front: Front;
  readonly kept: Pick<State, "jobs" | "run">;
  readonly alerts: Pick<Alerts, "notify">;
  readonly clock: Clock;
  /** The configuration in force. */
  config(): Config;
}

/** Parts that a check starts: one that hung is not tried again at once. */
const CHECKED = ["inventory", "services"];

/** Makes it for a life; nothing is read yet. */
export function createKnowledge(life: AsyncDisposableStack, input: KnowledgeInput): Knowledge {
  const { alerts, config, clock } = input;
  const { start, table } = input.ground;
  const { monitor, reach, tell } = input.front;
  const { jobs, run } = input.kept;
  const permissions = (worker: string) => workerPermissions(table.rows, worker);
  const onState = tell.part;
  const onHang = (part: string) => (reason: Error) => tell.hang(part, reason);
  const services = createServicesWatch(table, config, { onState, onHang: onHang("services") });
  const runtimes = createRuntimes({
    permissions: permissions("runtimes"),
    places: table.runtimes,
    clock,
    onState,
    onHang: onHang("runtimes"),
  });
  const packages = life.use(packagesOnDemand({
    config,
    state_dir: start.paths.state_dir,
    socket_dir: start.paths.socket_dir,
    permissions: permissions("inventory"),
    clock,
    jobs,
    kernel: () => monitor.latest()?.host.kernel ?? null,
    inChroot: () => isInChroot(monitor.latest()?.disks ?? []),
    outdatedServices: () => monitor.outdatedServices(),
    runtimes: () => runtimes.latest(),
    notify: alerts.notify,
    onState,
    onHang: onHang("inventory"),
  }));
  const model = life.use(createLanguageModel({
    config,
    start,
    previous_stop: run.previous?.kind ?? null,
    permissions: permissions("assistant"),
    clock,
    jobs,
    available_bytes: () => availableMemory(monitor),
    onState,
    onHang: onHang("assistant"),
  }));
  return {
    services,
    packages,
    runtimes,
    model,
    checks: createChecks([services.check, ...packages.checks], clock, !CHECKED.includes(run.hung_part ?? "")),
    found: () => ({ services: services.found(), packages: packages.found() }),
    subsystems: () => [
      monitor.state(),
      packages.state(),
      services.state(),
      runtimes.state(),
      ...model.state(),
      ...reach.state(),
    ],
  };
}

/** Nothing is mounted at the root of a chroot that is a plain folder: what is mounted above it is not seen there. */
function isInChroot(disks: readonly { readonly mount_point: string }[]): boolean {
  return disks.length > 0 && disks.every(({ mount_point }) => mount_point !== "/");
}
