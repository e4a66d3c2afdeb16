import { z } from "zod";
import { bytes, page, paging, percent, time } from "./common.ts";
import { defineOperation } from "./operation.ts";

const io = z.number().nonnegative().nullable();

/** One user and the sum of their processes. */
export const userLoad = z.object({
  user: z.string().describe("The name; the UID where /etc/passwd has none"),
  uid: z.int(),
  cpu_percent: percent.describe("Of one core, all their processes"),
  memory_bytes: bytes,
  memory_percent: percent,
  read_bytes_per_second: io.describe(
    "From storage; null where this daemon may look at none of their processes",
  ),
  write_bytes_per_second: io.describe("To storage, likewise"),
  processes: z.int(),
  threads: z.int(),
}).meta({ id: "UserLoad", description: "One user and the sum of their processes" });
export type UserLoad = z.infer<typeof userLoad>;

const names = z.array(z.string().min(1).max(64)).max(256).optional();

/** `users.list` */
export const usersList = defineOperation({
  name: "users.list",
  kind: "query",
  summary: "Users and the sum of their processes",
  input: z.strictObject({
    sort: z.enum(["cpu", "memory", "io", "processes", "name"]).default("cpu"),
    all: z.boolean().default(false).describe("Also those that the filters leave out"),
    minimum_uid: z.int().min(0).max(4_294_967_295).optional()
      .describe("Only users from this UID on; users.minimum_uid when not given, as with the other filters"),
    minimum_percent: z.number().min(0).max(100).optional()
      .describe("Only users with this share of the host's CPU or memory"),
    excluded: names.describe("Never these users"),
    included: names.describe("Always these users"),
    ...paging,
  }),
  output: page(userLoad).extend({ taken_at: time }),
  errors: ["NOT_READY", "UNAVAILABLE"],
  scope: "read",
  http: { method: "GET", path: "/v1/users" },
});
