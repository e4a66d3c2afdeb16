import { z } from "zod";
import { moment, time } from "./common.ts";
import { type Infer, once } from "./once.ts";
import { defineOperation } from "./operation.ts";
import { packageName, packageProblem } from "./packages.ts";

/** What was done to a package. */
export const packageChange = once(() =>
  z.object({
    at: time().describe("When it was done"),
    action: z.enum(["install", "upgrade", "downgrade", "reinstall", "remove", "purge"]).describe(
      "purge: what a removed package had left is gone, too",
    ),
    name: z.string().describe("Name of the package"),
    architecture: z.string().describe("What it was built for; empty where the log does not say"),
    from: z.string().nullable().describe("The version before; null: there was none"),
    to: z.string().nullable().describe("The version after; null: there is none"),
    source: z.string().describe("Package manager: debian, arch"),
    command: z.string().nullable().describe("What was run to do it; null where the log does not say"),
    user: z.string().nullable().describe("Who asked for it; null where the log does not say"),
  }).meta({ id: "PackageChange", description: "What was done to a package" })
);
export type PackageChange = Infer<typeof packageChange>;

/** `packages.history` */
export const packagesHistory = defineOperation({
  name: "packages.history",
  kind: "query",
  summary: "What was installed, upgraded and removed lately, by the logs of dpkg, apt and pacman",
  input: once(() =>
    z.strictObject({
      name: packageName().optional().describe("Only this package; all without it"),
      since: moment().optional().describe("Only what was done since then"),
      limit: z.int().min(1).max(1000).default(50).describe("So many at most, the latest"),
    })
  ),
  output: once(() =>
    z.object({
      items: z.array(packageChange()).describe("The latest first"),
      total: z.int().describe("How many there are by the logs, which go back one to two months"),
      problems: z.array(packageProblem()).describe("Logs that could not be read and are left out"),
    })
  ),
  errors: ["UNAVAILABLE"],
  scope: "read",
  http: { method: "GET", path: "/v1/packages/history" },
});
