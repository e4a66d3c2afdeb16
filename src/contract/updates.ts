import { z } from "zod";
import { bytes, time } from "./common.ts";
import { type Infer, once } from "./once.ts";
import { defineOperation } from "./operation.ts";
import { packageProblem } from "./packages.ts";

/** A package of which there is a newer version. */
export const packageUpdate = once(() =>
  z.object({
    name: z.string().describe("Name of the package"),
    architecture: z.string().describe("What it was built for"),
    current: z.string().describe("The version that is installed"),
    candidate: z.string().describe("The version that an upgrade would bring"),
    origin: z.string().describe("Who offers it: Debian:stable-security, extra; empty where nobody says"),
    download_bytes: bytes().nullable().describe("To download, bytes; null where nobody says"),
    security: z.boolean().describe("It, or a version it skips, comes from a security archive"),
    held: z.boolean().describe("Upgrades leave it as it is"),
    kept_back: z.boolean().describe(
      "apt-get upgrade leaves it: it would have to install or remove something else, too",
    ),
    phased: z.object({
      percentage: z.number().describe("Part of all hosts that get it now"),
      held_back: z.boolean().describe("This host is not among them yet: an upgrade leaves it as it is"),
    }).nullable().describe("How it is brought to one host after the other; null: to all at once"),
  }).meta({ id: "PackageUpdate" })
);
export type PackageUpdate = Infer<typeof packageUpdate>;

/** A unit of systemd that is to be started anew. */
export const serviceRestart = once(() =>
  z.object({
    service: z.string().describe("ssh.service"),
    files: z.array(z.string()).describe("Code that it runs and that is no longer on the disk, the first 20"),
  }).meta({ id: "ServiceRestart", description: "A service that runs what an upgrade has replaced" })
);
export type ServiceRestart = Infer<typeof serviceRestart>;

/** What is known of what could be installed, and how old that is. */
export const packageLists = once(() =>
  z.object({
    count: z.int().describe("Lists of packages that apt or pacman has; 0: nothing is known of updates"),
    made_at: time().nullable().describe(
      "When the archive that spoke last made its lists; null where none says",
    ),
    fetched_at: time().nullable().describe(
      "When the host last fetched some, as far as its files tell: where there was nothing new, only apt's daily job notes it; null where none do",
    ),
    age_days: z.int().nullable().describe("Whole days since the later of the two"),
    message: z.string().describe("The same for people: Lists are 9 days old"),
  }).meta({ id: "PackageLists" })
);

/** `packages.updates` */
export const packagesUpdates = defineOperation({
  name: "packages.updates",
  kind: "query",
  summary: "Packages of which there is a newer version, and whether the host wants a reboot",
  input: once(() =>
    z.strictObject({
      security: z.boolean().default(false).describe("Only those that come from a security archive"),
    })
  ),
  output: once(() =>
    z.object({
      items: z.array(packageUpdate()).describe("By name"),
      total: z.int().describe("All updates, whatever was asked for"),
      security: z.int().describe("Those of them that come from a security archive"),
      lists: packageLists().describe("How old what is known is"),
      reboot_required: z.boolean().describe("A package asked for one, or a newer kernel is installed"),
      reboot_reasons: z.array(z.string()).describe("Why, one line each"),
      services_restart: z.array(serviceRestart()).nullable().describe(
        "Services that run what an upgrade has replaced, by name; null where that cannot be told",
      ),
      services_restart_message: z.string().nullable().describe("Why it cannot, or of how many services"),
      checked_at: time().nullable().describe("When the files were last looked at"),
      stale_since: time().nullable().describe(
        "Since when this is older than the files and cannot be read anew",
      ),
      message: z.string().nullable().describe("Why it cannot"),
      problems: z.array(packageProblem()).describe("Files that could not be read and are left out"),
    })
  ),
  errors: ["NOT_READY", "UNAVAILABLE"],
  scope: "read",
  http: { method: "GET", path: "/v1/packages/updates" },
});
