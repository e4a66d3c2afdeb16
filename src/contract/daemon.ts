import { z } from "zod";
import { bytes, nothing, time } from "./common.ts";
import { collectorRun, storeHealth, subsystem } from "./health.ts";
import { alertCounts } from "./alerts.ts";
import { type Infer, once } from "./once.ts";
import { defineOperation } from "./operation.ts";

/** `daemon.ping` */
export const daemonPing = defineOperation({
  name: "daemon.ping",
  kind: "query",
  summary: "Says that the daemon answers",
  input: nothing,
  output: once(() => z.object({ pong: z.literal(true) })),
  errors: [],
  scope: "read",
  http: { method: "GET", path: "/v1/ping" },
});

/** `daemon.version` */
export const daemonVersion = defineOperation({
  name: "daemon.version",
  kind: "query",
  summary: "Version of the daemon and of the contract",
  input: nothing,
  output: once(() =>
    z.object({
      name: z.literal("cortexd"),
      version: z.string(),
      api: z.literal("v1"),
      deno: z.string(),
    })
  ),
  errors: [],
  scope: "read",
  http: { method: "GET", path: "/v1/version" },
});

/** How the run of the daemon before this one ended. */
export const previousStop = once(() =>
  z.object({
    kind: z.enum(["clean", "hang", "signal", "crash", "power", "out_of_memory", "unclean"]).describe(
      "clean: it was told to; hang: a part did not answer any more; unclean: nobody saw how",
    ),
    reason: z.string().nullable().describe("In words, where it is known"),
    last_seen_at: time().nullable().describe("Last sign of life that was kept; there is one a minute"),
    memory_bytes: bytes().nullable().describe("Resident set then"),
  }).meta({ id: "PreviousStop", description: "How the run of the daemon before this one ended" })
);
export type PreviousStop = Infer<typeof previousStop>;

const status = once(() =>
  z.object({
    name: z.literal("cortexd").describe("The program"),
    version: z.string().describe("Of the program"),
    pid: z.int().describe("Process id"),
    pid_file: z.string().nullable().describe("Where that is written, absolute; null: nowhere"),
    instance: z.string().nullable().describe("Its name; null: it has none"),
    state: z.enum(["starting", "running", "stopping"]).describe("running once every socket answers"),
    healthy: z.boolean().describe(
      "The last sample is at most 3 ticks old, the inventory's last check 10 minutes",
    ),
    started_at: time(),
    previous_stop: previousStop().nullable().describe("null: there was no run before"),
    uptime_seconds: z.number().describe("Since started_at"),
    memory_bytes: bytes().describe("Resident set"),
    sockets: z.array(z.object({
      name: z.enum(["http", "read", "raw"]),
      path: z.string(),
      connections: z.int().nullable(),
    })).describe("Those that are open; connections is null where Deno does not tell them"),
    requests: z.object({
      total: z.int(),
      failed: z.int(),
      running: z.int(),
      waiting: z.int(),
    }).describe("Operations since the start, and now"),
    alerts: alertCounts(),
    outbox: z.object({
      entries: z.int().describe("Entries that some consumer has not acknowledged"),
      dropped: z.int().describe("Entries that ever left undelivered because it was full"),
    }).describe("What is to leave this host"),
    subsystems: z.array(subsystem()),
    store: z.object({
      path: z.string().nullable(),
      bytes: bytes(),
      rows: z.int().describe("Alerts, events and blocks of samples kept"),
      oldest_sample_at: time().nullable(),
    }).describe("The database; path is null where the state is kept in memory"),
    last_sample_at: time().nullable().describe("null: there was none yet"),
    config_files: z.array(z.string()).describe("Files that were read, the strongest first"),
  }).meta({ id: "DaemonStatus", description: "How the daemon itself is" })
);

/** `daemon.status` */
export const daemonStatus = defineOperation({
  name: "daemon.status",
  kind: "query",
  summary: "How the daemon itself is",
  input: nothing,
  output: status,
  errors: [],
  scope: "read",
  http: { method: "GET", path: "/v1/status" },
});

/** `daemon.reload` */
export const daemonReload = defineOperation({
  name: "daemon.reload",
  kind: "action",
  summary: "Reads the configuration again; a bad one changes nothing",
  input: nothing,
  output: once(() =>
    z.object({
      reloaded: z.literal(true),
      changed: z.array(z.string()).describe("Settings now in force"),
      waiting: z.array(z.string()).describe("Settings that wait for a restart"),
    })
  ),
  errors: ["CONFIG_INVALID"],
  scope: "control",
  http: { method: "POST", path: "/v1/daemon/reload" },
});

/** `daemon.shutdown` */
export const daemonShutdown = defineOperation({
  name: "daemon.shutdown",
  kind: "action",
  summary: "Ends the daemon after the running operations",
  input: once(() =>
    z.strictObject({
      successor: z.int().min(2).optional().describe(
        "Process that has taken the sockets over; the service manager is told of it",
      ),
    })
  ),
  output: once(() => z.object({ shutdown: z.literal("initiated") })),
  errors: [],
  scope: "control",
  http: { method: "POST", path: "/v1/daemon/shutdown" },
});

/** A row of the permission table. */
export const permissionRow = once(() =>
  z.object({
    row: z.string().describe("Name of the row"),
    zone: z.enum(["main", "worker", "process"]).describe("Where it runs"),
    may: z.array(z.string()).describe("Deno permissions: read:/etc/passwd"),
    missing: z.array(z.string()).describe("Those of them that the running daemon was not given"),
    worth: z.string().describe("What holds it: Deno itself, or trust in the code behind it"),
  }).meta({ id: "PermissionRow", description: "A row of the permission table" })
);
export type PermissionRow = Infer<typeof permissionRow>;

/** `daemon.permissions` */
export const daemonPermissions = defineOperation({
  name: "daemon.permissions",
  kind: "query",
  summary: "What each part of the daemon may do, and what that is worth",
  input: nothing,
  output: once(() => z.object({ items: z.array(permissionRow()) })),
  errors: [],
  scope: "read",
  http: { method: "GET", path: "/v1/permissions" },
});

/** `daemon.dump` */
export const daemonDump = defineOperation({
  name: "daemon.dump",
  kind: "action",
  summary: "All that the daemon knows of itself, also written to a file and the log, to look into a fault",
  input: nothing,
  output: once(() =>
    z.object({
      taken_at: time(),
      file: z.string().nullable().describe(
        "Where it was written, for its owner only; null where it could not be",
      ),
      status: status(),
      memory: z.object({
        rss_bytes: bytes(),
        heap_used_bytes: bytes(),
        heap_total_bytes: bytes(),
        external_bytes: bytes(),
      }),
      store: storeHealth(),
      collectors: z.array(collectorRun()).describe("How each did on the last tick"),
      problems: z.array(z.object({
        at: time(),
        level: z.enum(["warning", "error", "fatal"]),
        component: z.string(),
        message: z.string(),
      })).describe("Warnings and errors of the log, the last 50, oldest first"),
    })
  ),
  errors: [],
  scope: "control",
  http: { method: "POST", path: "/v1/daemon/dump" },
});
