import type { Notice } from "../alerts/mod.ts";
import type { Config } from "../config/mod.ts";
import type { OutputOf, Subsystem } from "../contract/mod.ts";
import type { Clock } from "../core/clock.ts";
import { feedsFolder } from "../inventory/launch.ts";
import {
  createInventory,
  createInventoryWorker,
  createPackages,
  createVulnerabilities,
  type Inventory,
  type Packages,
  type Vulnerabilities,
} from "../inventory/mod.ts";
import type { OutdatedServices } from "../monitor/mod.ts";
import type { Jobs } from "../jobs/mod.ts";
import { createGlanceFile } from "./glance_file.ts";
import { createFeedImports, type FeedImports } from "./feed_imports.ts";
import { createServiceRestarts } from "./service_restarts.ts";
import { indexJob } from "./index_job.ts";
import { vulnerabilityNotices } from "./vulnerability_notices.ts";

/** What the parts of the daemon that know packages need. */
export interface PackagePartsOptions {
  /** The configuration in force; asked each time. */
  config(): Config;
  readonly state_dir: string;
  readonly socket_dir: string;
  /** What the inventory's worker may do. */
  readonly permissions: Deno.PermissionOptionsObject;
  readonly clock: Clock;
  readonly jobs: Jobs;
  /** Version of the kernel that runs; null before the first sample. */
  kernel(): string | null;
  /** Whether the host is one within another (chroot(2)); false before the first sample. */
  inChroot(): boolean;
  /** Looks for services that run what an upgrade has replaced. */
  outdatedServices(): Promise<OutdatedServices>;
  /** Runtimes as they were last looked at; null before that. */
  runtimes(): OutputOf<"runtimes.list"> | null;
  notify(notice: Notice): void;
  onState(state: Subsystem): void;
  /** Its worker hangs; the process must end. */
  onHang(reason: Error): void;
}

/** The parts of the daemon that know packages: one worker's. */
export interface PackageParts extends Disposable {
  readonly inventory: Inventory;
  readonly packages: Packages;
  readonly vulnerabilities: Vulnerabilities;
  readonly feed_imports: FeedImports;
}

/**
 * How long the inventory's worker stays for the next question: the start of one holds up this thread, and questions
 * come in rows, as the audit after the check of a feed, and after the look at packages.
 */
const WORKER_STAYS_MS = 30_000;

/** Connects them; nothing is read before the first check. */
export function createPackageParts(options: PackagePartsOptions): PackageParts {
  const { config, state_dir, socket_dir, clock, jobs } = options;
  const worker = createInventoryWorker(options.permissions, options.onHang, { stay_ms: WORKER_STAYS_MS });
  const common = {
    enabled: config().inventory.enabled,
    state_dir,
    socket_dir,
    host_root: config().host.root,
    worker,
    clock,
  };
  const inventory = createInventory({
    ...common,
    kernel: options.kernel,
    onState: options.onState,
    asJob: (build, signal) => indexJob(jobs, build, signal),
    onChecked: () => {
      glance.write();
      services.look();
    },
  });
  const services = createServiceRestarts(options.outdatedServices);
  const packages = createPackages({
    inventory,
    clock,
    kernel: options.kernel,
    inChroot: options.inChroot,
    services: services.seen,
    vulnerabilities: () => {
      const known = vulnerabilities.known();
      return known?.unknown_since === null ? known.vulnerabilities : null;
    },
    runtimes: options.runtimes,
  });
  const vulnerabilities = createVulnerabilities({
    ...common,
    inventory,
    stale_after_ms: () => config().security.stale_after_hours * 3_600_000,
    onAudit: (audited) => {
      vulnerabilityNotices(audited).forEach(options.notify);
      glance.write();
    },
  });
  const glance = createGlanceFile({ socket_dir, packages, vulnerabilities, clock });
  return {
    inventory,
    packages,
    vulnerabilities,
    feed_imports: createFeedImports({
      ...common,
      jobs,
      vulnerabilities,
      folder: feedsFolder(state_dir),
      max_bytes: () => config().security.max_feed_bytes,
    }),
    [Symbol.dispose]: () => {
      inventory[Symbol.dispose]();
      vulnerabilities[Symbol.dispose]();
      glance[Symbol.dispose]();
      worker[Symbol.dispose]();
    },
  };
}
