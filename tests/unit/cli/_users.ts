import type { ListedUser, PersistentUser } from "../../../src/contract/mod.ts";

const GIB = 2 ** 30;

/** A user of a list. */
export const userLoad: ListedUser = {
  user: "postgres",
  uid: 107,
  cpu_percent: 140.2,
  memory_bytes: 7 * GIB,
  memory_percent: 43.8,
  read_bytes_per_second: 1_572_864,
  write_bytes_per_second: null,
  processes: 14,
  threads: 39,
  cpu_state: "persistent",
  memory_state: "normal",
};

/** A user who has been above a threshold for long. */
export const persistentUser: PersistentUser = {
  user: "ann",
  uid: 1000,
  resource: "cpu",
  since: "2026-11-21T10:20:00.000Z",
  lasted_seconds: 6000,
  average_percent: 93.14,
  peak_percent: 100,
  latest_percent: 91.5,
  threshold_percent: 80,
  processes: [{
    pid: 4711,
    name: "render",
    user: "ann",
    cpu_percent: 372,
    memory_bytes: GIB,
    memory_percent: 6.3,
  }],
};
