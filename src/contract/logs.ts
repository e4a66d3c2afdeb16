import { z } from "zod";
import { time } from "./common.ts";
import { type Infer, once } from "./once.ts";
import { defineOperation } from "./operation.ts";

/** Levels of log records, in rising order. */
export const LOG_LEVELS = ["debug", "info", "warning", "error", "fatal"] as const;
/** How much a log record matters. */
export const logLevel = once(() =>
  z.enum(LOG_LEVELS).meta({
    id: "LogLevel",
    description: "How much a log record matters, in rising order",
  })
);
export type LogLevel = Infer<typeof logLevel>;

/** The parts of the daemon that log, as `log.levels` and filters name them. */
export const LOG_COMPONENTS = [
  "alerts",
  "assistant",
  "checks",
  "config",
  "daemon",
  "events",
  "inventory",
  "ipc",
  "jobs",
  "log",
  "monitor",
  "operations",
  "store",
  "users",
] as const;
/** A part of the daemon that logs. */
export type LogComponent = typeof LOG_COMPONENTS[number];

/** A record of the daemon's own log. */
export const logEntry = once(() =>
  z.object({
    seq: z.int().describe("Its number: rises with each record, also across restarts"),
    at: time(),
    level: logLevel(),
    component: z.string().describe("The part that says it: ipc, monitor"),
    message: z.string().describe("What happened"),
    data: z.record(z.string(), z.unknown()).describe("Facts; what is secret is left out"),
  }).meta({ id: "LogEntry" })
);
export type LogEntry = Infer<typeof logEntry>;

/** Which records are wanted: those that fit every member that is given. */
export const logFilter = once(() =>
  z.strictObject({
    level: logLevel().optional().describe("The least level; log.level decides what is kept at all"),
    components: z.array(z.enum(LOG_COMPONENTS)).max(32).optional().describe("The parts that say it"),
  })
);
export type LogFilter = Infer<typeof logFilter>;

/** `logs.list` */
export const logsList = defineOperation({
  name: "logs.list",
  kind: "query",
  summary: "The last records of the daemon's log that are in memory, oldest first",
  input: once(() =>
    z.strictObject({
      ...logFilter().shape,
      limit: z.int().min(1).max(1000).default(1000).describe("How many at most, the newest"),
    })
  ),
  output: once(() => z.object({ items: z.array(logEntry()) })),
  errors: [],
  scope: "control",
  http: { method: "GET", path: "/v1/logs/list" },
});

/** `logs.stream`: its output is sent once for each record. */
export const logsStream = defineOperation({
  name: "logs.stream",
  kind: "subscription",
  summary:
    "Records of the daemon's log as they come; with after, or the header Last-Event-ID, those since then first",
  input: once(() =>
    z.strictObject({
      ...logFilter().shape,
      after: z.int().min(0).optional().describe("Only records with a number above this"),
    })
  ),
  output: logEntry,
  errors: [],
  scope: "control",
  http: { method: "GET", path: "/v1/logs" },
});
