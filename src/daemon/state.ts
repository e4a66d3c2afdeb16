import type { Start } from "../config/mod.ts";
import type { PreviousStop } from "../contract/mod.ts";
import type { Clock } from "../core/clock.ts";
import { createEventLog, type EventLog } from "../events/mod.ts";
import { createJobs, type Jobs } from "../jobs/mod.ts";
import { logger } from "../log/mod.ts";
import { openStore, type Store } from "../store/mod.ts";
import { type Backups, createBackups } from "./backups.ts";
import type { Folders } from "./folders.ts";
import { createHappenings, type Happenings } from "./happenings.ts";
import { openRunLog, type RunLog } from "./run_record.ts";

/** What outlives the daemon, and what keeps it. */
export interface State {
  readonly folders: Folders;
  readonly store: Store;
  readonly events: EventLog;
  readonly run: RunLog;
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
  const run = openRunLog({ store, clock, state_dir, env: start.env });
  const happenings = createHappenings(events, clock);
  happenings.started(run.previous);
  tellPrevious(run.previous);
  const jobs = life.use(createJobs({ jobs: store.jobs, events, clock }));
  const backups = life.use(createBackups({ store, jobs, clock, state_dir, instance: start.instance }));
  return { folders, store, events, run, happenings, jobs, backups };
}

/** Says in the log how the run before ended, unless it was told to. */
function tellPrevious(previous: PreviousStop | null): void {
  if (previous === null || previous.kind === "clean") return;
  const { kind, reason } = previous;
  logger("daemon").warn("The run before did not end well: {kind}, {reason}", {
    ...previous,
    kind,
    reason: reason ?? "nobody saw how",
  });
}
