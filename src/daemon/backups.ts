import { type BackupResult, CortexError, type OutputOf, VERSION } from "../contract/mod.ts";
import { type Clock, rfc3339 } from "../core/clock.ts";
import type { Download } from "../ipc/mod.ts";
import type { Jobs, Work } from "../jobs/mod.ts";
import type { Store } from "../store/mod.ts";
import { removeLeftover, removeLeftoverSync } from "./leftover.ts";
import { END_KEY } from "./run_record.ts";

/** How long a copy that is made waits to be fetched. */
const WAIT_MS = 60_000;

/** Copies of the state: made by a job, fetched once, and gone. */
export interface Backups extends Disposable {
  /** Starts one. Throws UNAVAILABLE where the state is in memory only, BUSY while another is made. */
  start(): OutputOf<"store.backup">;
  /**
   * Opens the copy that a job has made. Its name is gone from the disk then, so that nothing is left of it however the
   * download ends. Throws NOT_FOUND.
   */
  open(job: string): Download;
  /** Removes the one that waits. */
  [Symbol.dispose](): void;
}

/** What backups are made of. */
export interface BackupsOptions {
  readonly store: Store;
  readonly jobs: Jobs;
  readonly clock: Clock;
  readonly state_dir: string;
  readonly instance: string | null;
}

/** A copy that waits. */
interface Waiting {
  readonly job: string;
  readonly path: string;
  readonly bytes: number;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Removes what the last run left. */
export function createBackups({ store, jobs, clock, state_dir, instance }: BackupsOptions): Backups {
  const folder = `${state_dir}/backups`;
  let waiting: Waiting | undefined;

  const forget = () => {
    clearTimeout(waiting?.timer);
    waiting = undefined;
  };
  const removeWaiting = async () => {
    forget();
    await removeLeftover(folder);
  };
  const make = async (work: Work): Promise<BackupResult> => {
    const path = `${folder}/${work.id}.db`;
    Deno.mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { bytes, manifest } = await store.snapshot({
      to: path,
      manifest: { made_at: rfc3339(clock.wall()), host: Deno.hostname(), instance, version: VERSION },
      values: { [END_KEY]: "restored from a backup" },
      signal: work.signal,
      progress: work.progress,
    });
    waiting = { job: work.id, path, bytes, timer: setTimeout(removeWaiting, WAIT_MS) };
    work.log(`Copied ${bytes} bytes; they wait ${WAIT_MS / 1000} s to be fetched`);
    return { bytes, manifest };
  };
  removeLeftoverSync(folder);

  return {
    start: () => {
      if (store.path === null) {
        throw new CortexError(
          "UNAVAILABLE",
          "Cannot make a backup: the state is in memory only; see cortex doctor",
        );
      }
      return jobs.start({
        kind: "store.backup",
        title: "Backup of the state",
        run: async (work) => {
          await removeWaiting();
          return await make(work);
        },
      });
    },
    open: (job) => {
      if (waiting?.job !== job) {
        throw new CortexError(
          "NOT_FOUND",
          `Cannot fetch the backup of the job "${job}": it is not there, or not any more; make another`,
        );
      }
      const { path, bytes } = waiting;
      const file = Deno.openSync(path, { read: true, write: true });
      forget();
      removeLeftoverSync(folder);
      return { file, bytes };
    },
    [Symbol.dispose]: () => {
      forget();
      removeLeftoverSync(folder);
    },
  };
}
