import type { Start } from "../config/mod.ts";
import type { Clock } from "../core/clock.ts";
import { createEventLog, type EventLog } from "../events/mod.ts";
import { createJobs, type Jobs } from "../jobs/mod.ts";
import { logger } from "../log/mod.ts";
import { openStore, type Store } from "../store/mod.ts";
import { type Backups, createBackups } from "./backups.ts";
import type { Folders } from "./folders.ts";
import { createHappenings, type Happenings } from "./happenings.ts";

/** What outlives the daemon, and what keeps it. */
export interface State {
  readonly folders: Folders;
  readonly store: Store;
  readonly events: EventLog;
  readonly happenings: Happenings;
  readonly jobs: Jobs;
  readonly backups: Backups;
}

/** Opens the state for a life, and says in it that the daemon has started. */
export function openState(
  life: AsyncDisposableStack,
  folders: Folders,
  start: Start,
  max_bytes: number,
  clock: Clock,
): State {
  const { state_dir } = start.paths;
  const store = life.use(openStore({ dir: state_dir, clock, max_bytes }));
  if (store.health().state === "ok" && !folders.lockState()) {
    logger("daemon").error("Cannot lock the state folder {state_dir}: another daemon could use it too", {
      state_dir,
    });
  }
  const events = life.use(createEventLog({ events: store.events }));
  const happenings = createHappenings(events, store, clock);
  happenings.started();
  const jobs = life.use(createJobs({ jobs: store.jobs, events, clock }));
  const backups = life.use(createBackups({ store, jobs, clock, state_dir, instance: start.instance }));
  return { folders, store, events, happenings, jobs, backups };
}
