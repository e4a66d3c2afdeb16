import { z } from "zod";
import { bytes, page, paging, percent, time } from "./common.ts";
import { type Infer, once } from "./once.ts";
import { defineOperation } from "./operation.ts";
import { processBrief } from "./processes.ts";

const io = once(() => z.number().nonnegative().nullable());

/** One user and the sum of their processes. */
export const userLoad = once(() =>
  z.object({
    user: z.string().describe("The name; the UID where /etc/passwd has none"),
    uid: z.int().describe("User id"),
    cpu_percent: percent().describe("Of one core, all their processes"),
    memory_bytes: bytes(),
    memory_percent: percent(),
    read_bytes_per_second: io().describe(
      "From storage; null where this daemon may look at none of their processes",
    ),
    write_bytes_per_second: io().describe("To storage, likewise"),
    processes: z.int().describe("How many"),
    threads: z.int().describe("Of all their processes"),
  }).meta({ id: "UserLoad", description: "One user and the sum of their processes" })
);
export type UserLoad = Infer<typeof userLoad>;

/** What of a host a user can load for long. */
export const USER_RESOURCES = ["cpu", "memory"] as const;
const resource = once(() => z.enum(USER_RESOURCES).describe("What they use too much of"));
export type UserResource = Infer<typeof resource>;

/** Whether a user is above a threshold of their own, and for how long. */
export const USER_STATES = ["normal", "spike", "persistent"] as const;
const state = once(() =>
  z.enum(USER_STATES)
    .describe("spike: above the user's threshold; persistent: for users.persistent_minutes already")
);
export type UserState = Infer<typeof state>;

/** A user of a list. */
export const listedUser = once(() =>
  userLoad().extend({ cpu_state: state(), memory_state: state() }).meta({
    id: "ListedUser",
  })
);
export type ListedUser = Infer<typeof listedUser>;

const names = once(() => z.array(z.string().min(1).max(64)).max(256).optional());

/** `users.list` */
export const usersList = defineOperation({
  name: "users.list",
  kind: "query",
  summary: "Users and the sum of their processes",
  input: once(() =>
    z.strictObject({
      sort: z.enum(["cpu", "memory", "io", "processes", "name"]).default("cpu"),
      all: z.boolean().default(false).describe("Also those that the filters leave out"),
      minimum_uid: z.int().min(0).max(4_294_967_295).optional()
        .describe("Only users from this UID on; users.minimum_uid when not given, as with the other filters"),
      minimum_percent: z.number().min(0).max(100).optional()
        .describe("Only users with this share of the host's CPU or memory"),
      excluded: names().describe("Never these users"),
      included: names().describe("Always these users"),
      ...paging(),
    })
  ),
  output: once(() => page(listedUser()).extend({ taken_at: time() })),
  errors: ["NOT_READY", "UNAVAILABLE"],
  scope: "read",
  http: { method: "GET", path: "/v1/users" },
});

/** A user who has been above a threshold for long, on one resource. */
export const persistentUser = once(() =>
  z.object({
    user: z.string().describe("The name; the UID where /etc/passwd has none"),
    uid: z.int().describe("User id"),
    resource: resource(),
    since: time().describe("The first sample above the threshold, by the clock of that moment"),
    lasted_seconds: z.number().describe(
      "How long, by a clock that nobody sets; without time in which nobody looked",
    ),
    average_percent: percent().describe("Of all cores, or of the memory, since then"),
    peak_percent: percent(),
    latest_percent: percent(),
    threshold_percent: percent(),
    processes: z.array(processBrief()).describe("The heaviest of their processes"),
  }).meta({ id: "PersistentUser" })
);
export type PersistentUser = Infer<typeof persistentUser>;

/** `users.persistent` */
export const usersPersistent = defineOperation({
  name: "users.persistent",
  kind: "query",
  summary: "Users who have been above their threshold for users.persistent_minutes, longest first",
  input: once(() =>
    z.strictObject({
      resource: resource().optional(),
      user: z.string().max(64).optional(),
      ...paging(),
    })
  ),
  output: once(() => page(persistentUser())),
  errors: [],
  scope: "read",
  http: { method: "GET", path: "/v1/users/persistent" },
});
