import { z } from "zod";
import { bytes, page, paging, percent, time } from "./common.ts";
import { type Infer, once } from "./once.ts";
import { defineOperation } from "./operation.ts";

/** One process of the last scan. */
export const process = once(() =>
  z.object({
    pid: z.int().describe("Process id"),
    parent_pid: z.int().describe("Id of the process that started it, or took it over"),
    name: z.string().describe("comm, at most 15 bytes"),
    command: z.string().describe("The command line, cut; the name in brackets for kernel threads"),
    user: z.string().describe("Its real user; the UID where /etc/passwd has no name"),
    uid: z.int().describe("Of that user"),
    state: z.string().describe("One letter as in ps(1)"),
    cpu_percent: percent().describe("Of one core since the scan before: 200 is two cores"),
    memory_bytes: bytes().describe("Resident set"),
    memory_percent: percent(),
    threads: z.int().describe("How many it has"),
    open_files: z.int().nullable().describe("null where this daemon may not look"),
    started_at: time(),
  }).meta({ id: "Process", description: "One process of the last scan" })
);
export type Process = Infer<typeof process>;

/** A process as alerts and lists of users name it. */
export const processBrief = once(() =>
  process().pick({
    pid: true,
    name: true,
    user: true,
    cpu_percent: true,
    memory_bytes: true,
    memory_percent: true,
  }).meta({ id: "ProcessBrief" })
);
export type ProcessBrief = Infer<typeof processBrief>;

/** `processes.list` */
export const processesList = defineOperation({
  name: "processes.list",
  kind: "query",
  summary: "Processes of the last scan",
  input: once(() =>
    z.strictObject({
      sort: z.enum(["cpu", "memory", "pid", "name"]).default("cpu"),
      user: z.string().max(64).optional(),
      state: z.string().length(1).optional(),
      pid: z.int().min(1).optional().describe("Only this process"),
      filter: z.string().max(256).optional().describe("Text in the name or command, any case"),
      ...paging(),
    })
  ),
  output: once(() =>
    page(process()).extend({ taken_at: time(), total: z.int().describe("Processes that fit") })
  ),
  errors: ["NOT_READY", "UNAVAILABLE"],
  scope: "read",
  http: { method: "GET", path: "/v1/processes" },
});

/** A systemd unit that failed, in the terms of systemctl(1). */
export const failedUnit = once(() =>
  z.object({
    unit: z.string().describe("Its name"),
    load: z.string().describe("LOAD"),
    active: z.string().describe("ACTIVE"),
    sub: z.string().describe("SUB"),
    description: z.string().describe("DESCRIPTION"),
  }).meta({ id: "FailedUnit", description: "A systemd unit that failed, in the terms of systemctl(1)" })
);
export type FailedUnit = Infer<typeof failedUnit>;

/** `services.failed` */
export const servicesFailed = defineOperation({
  name: "services.failed",
  kind: "query",
  summary: "Failed systemd units, as of the last 5-minute check",
  input: once(() => z.strictObject({})),
  output: once(() =>
    z.object({
      items: z.array(failedUnit()),
      available: z.boolean().describe("false where there is no systemd"),
      checked_at: time().nullable(),
    })
  ),
  errors: [],
  scope: "read",
  http: { method: "GET", path: "/v1/services/failed" },
});
