import { z } from "zod";
import { LOG_COMPONENTS } from "../contract/mod.ts";
import { about } from "./about.ts";
import { GRANT_DEFAULTS, isHomePath, isLogFile, isSocketPath } from "./grant_settings.ts";
import { RULE_SETTINGS } from "./rules.ts";

const int = (min: number, max: number, standard: number) => z.int().min(min).max(max).default(standard);
const section = <T extends z.core.$ZodLooseShape>(shape: T) => z.strictObject(shape).prefault({} as never);

const logLevel = z.enum(["debug", "info", "warning", "error"]);

/** A share of the host that a user may have. */
const share = z.number().min(1).max(100);

/** The path of a file or a folder, or nothing. */
const homePath = (standard: string) =>
  z.string().refine(isHomePath, "empty, an absolute path or one that begins with ~/").default(standard);

/** Every setting of the daemon with its default, unit and way of changing. */
export const configSchema = z.strictObject({
  version: z.literal(1).default(1).meta(about("Version of this file's form")),
  host: section({
    root: z.string().default(GRANT_DEFAULTS.host.root).meta(
      about(
        "Read the host from plain files below this folder instead of through libc; empty for libc",
        "restart",
      ),
    ),
  }),
  ipc: section({
    read_socket: z.boolean().default(false).meta(
      about("Open read.sock: queries only, for every user", "restart"),
    ),
    group: z.string().default("cortex").meta(
      about("Group that may use the sockets, where it exists", "restart"),
    ),
    max_request_bytes: int(1024, 1_048_576, 65_536).meta(about("Longest request", "live", { unit: "bytes" })),
    operation_timeout_ms: int(100, 600_000, 30_000).meta(
      about("Time an operation has", "live", { unit: "ms" }),
    ),
    max_running: int(1, 10_000, 256).meta(about("Operations that run at once", "live")),
    max_waiting: int(0, 100_000, 1000).meta(about("Operations that may wait; more get BUSY", "live")),
    raw_max_connections: int(1, 65_536, 2048).meta(about("Connections on the raw socket", "live")),
    raw_request_timeout_ms: int(100, 600_000, 5000).meta(
      about("Time a client of the raw socket has to send a request", "live", { unit: "ms" }),
    ),
    raw_unread_bytes: int(65_536, 1_073_741_824, 4_194_304).meta(
      about("What the replies on the raw socket may come to while nobody has read them", "live", {
        unit: "bytes",
      }),
    ),
    rate_limit_per_second: int(0, 1_000_000, 0).meta(
      about("Requests a connection of the raw socket may send a second; 0 for no limit", "live"),
    ),
  }),
  monitor: section({
    interval_seconds: z.number().min(1).max(3600).default(10).meta(
      about("Time between two scans", "worker", { unit: "seconds" }),
    ),
    collector_timeout_ms: int(50, 60_000, 2000).meta(
      about("Time a collector has", "worker", { unit: "ms" }),
    ),
    disabled_collectors: z.array(z.string()).default([]).meta(about("Collectors to leave out", "worker")),
    ignored_mounts: z.array(z.string()).default([]).meta(about("Mount points to leave out", "worker")),
  }),
  services: section({
    enabled: z.boolean().default(GRANT_DEFAULTS.services.enabled).meta(
      about("Ask systemctl for failed units on the 5-minute run", "restart"),
    ),
    timeout_ms: int(100, 60_000, 5000).meta(about("Time systemctl has", "live", { unit: "ms" })),
  }),
  inventory: section({
    enabled: z.boolean().default(GRANT_DEFAULTS.inventory.enabled).meta(
      about("Index the packages of this host", "restart"),
    ),
  }),
  security: section({
    max_feed_bytes: int(65_536, 17_179_869_184, 1_073_741_824).meta(
      about("Largest feed of vulnerabilities that is imported", "live", { unit: "bytes" }),
    ),
    stale_after_hours: int(1, 8_760, 72).meta(
      about("Age at which a feed says no more that anything is safe", "live", { unit: "hours" }),
    ),
  }),
  users: section({
    minimum_uid: int(0, 4_294_967_295, 1000).meta(about("Users below this UID are not looked at", "live")),
    excluded: z.array(z.string()).default([]).meta(about("Users never looked at", "live")),
    included: z.array(z.string()).default([]).meta(
      about("Users always looked at, whatever their UID", "live"),
    ),
    minimum_percent: z.number().min(0).max(100).default(0).meta(
      about("Users below this share of CPU and memory are left out of lists", "live", { unit: "percent" }),
    ),
    cpu_percent: share.default(80).meta(
      about("A user at or above this is a spike, and persistent when it lasts", "live", {
        unit: "percent of all cores",
      }),
    ),
    memory_percent: share.default(80).meta(
      about("A user at or above this is a spike, and persistent when it lasts", "live", { unit: "percent" }),
    ),
    persistent_minutes: int(1, 10_080, 60).meta(
      about(
        "How long a user must be above a threshold to be persistent; one sample below is tolerated",
        "live",
        {
          unit: "minutes",
        },
      ),
    ),
    thresholds: z.record(
      z.string(),
      z.strictObject({ cpu_percent: share.optional(), memory_percent: share.optional() }),
    ).default({}).meta(about("Thresholds of single users, by name", "live")),
  }),
  alerts: section({
    max_kept: int(10, 100_000, 1000).meta(
      about("Alerts kept; resolved ones leave first, open ones never", "live"),
    ),
    rearm_hours: z.number().min(0.01).max(8760).default(24).meta(
      about("After this time a dismissed alert whose condition lasts is active again", "live", {
        unit: "hours",
      }),
    ),
    recover_seconds: int(0, 86_400, 30).meta(
      about("How long a condition must be gone before its alert resolves", "live", { unit: "seconds" }),
    ),
    hourly_cap: int(1, 1000, 6).meta(
      about("Notifications of one rule an hour; what is more is told in one summary", "live"),
    ),
    rules: section(RULE_SETTINGS),
  }),
  outbox: section({
    max_entries: int(10, 1_000_000, 10_000).meta(
      about("Entries kept for consumers; those of alerts that are over leave first", "live"),
    ),
    forget_consumer_days: int(1, 365, 30).meta(
      about("After so many days without a sign a consumer is forgotten", "live", { unit: "days" }),
    ),
  }),
  history: section({
    fine_step_seconds: int(1, 3600, 10).meta(
      about("Step of the finest tier; never finer than monitor.interval_seconds", "live", {
        unit: "seconds",
      }),
    ),
    fine_hours: int(1, 744, 24).meta(about("Time the finest tier is kept", "live", { unit: "hours" })),
    medium_step_seconds: int(1, 3600, 60).meta(
      about("Step of the middle tier, of least, mean and greatest value", "live", { unit: "seconds" }),
    ),
    medium_days: int(1, 366, 7).meta(about("Time the middle tier is kept", "live", { unit: "days" })),
    coarse_step_seconds: int(1, 3600, 900).meta(
      about("Step of the coarsest tier, of least, mean and greatest value", "live", { unit: "seconds" }),
    ),
    coarse_days: int(1, 3660, 30).meta(about("Time the coarsest tier is kept", "live", { unit: "days" })),
    max_series: int(16, 2000, 256).meta(about("Series recorded at once; more are left out", "live")),
    max_users: int(0, 100, 10).meta(about("Users recorded at once, the most loaded first", "live")),
  }),
  store: section({
    max_bytes: int(8_388_608, 1_099_511_627_776, 268_435_456).meta(
      about("Hard bound of the database", "live", { unit: "bytes" }),
    ),
  }),
  log: section({
    level: logLevel.default("info").meta(about("Least level logged", "live")),
    levels: z.partialRecord(z.enum(LOG_COMPONENTS), logLevel).default({}).meta(
      about("Other levels of single components, by name", "live"),
    ),
    output: z.enum(["auto", "stderr", "syslog"]).default(GRANT_DEFAULTS.log.output).meta(
      about(
        "auto: the journal where stderr leads there, else stderr; syslog: log.syslog_socket",
        "restart",
      ),
    ),
    syslog_socket: z.string().refine(isSocketPath, "an absolute path, not below /dev").default(
      GRANT_DEFAULTS.log.syslog_socket,
    ).meta(about("Where a syslog daemon takes datagrams of RFC 5424", "restart")),
    file: z.string().refine(isLogFile, "off, auto or an absolute path").default(
      GRANT_DEFAULTS.log.file,
    ).meta(
      about("Log file besides: off, auto for the usual place, or an absolute path", "restart"),
    ),
    files: int(1, 100, GRANT_DEFAULTS.log.files).meta(
      about("Log files kept, the one that is written among them", "restart"),
    ),
    file_max_bytes: int(4096, 1_099_511_627_776, 104_857_600).meta(
      about("Size at which a log file is put aside", "live", { unit: "bytes" }),
    ),
    format: z.enum(["auto", "text", "json"]).default("auto").meta(
      about("auto: text on a terminal, JSON lines elsewhere", "live"),
    ),
  }),
  config: section({
    editable: z.enum(["auto", "always", "never"]).default(GRANT_DEFAULTS.config.editable).meta(
      about(
        "Whether clients may change settings; auto: those of a user's own daemon, not the system's",
        "restart",
      ),
    ),
  }),
  assistant: section({
    enabled: z.boolean().default(GRANT_DEFAULTS.assistant.enabled).meta(
      about("Let a language model on this machine phrase answers", "restart"),
    ),
    load: z.enum(["on_start", "on_demand"]).default("on_demand").meta(
      about("When the model is loaded: with the daemon, or for the first question", "restart"),
    ),
    idle_minutes: int(0, 10_080, 15).meta(
      about("Time without a question after which the model is unloaded; 0: never", "live", {
        unit: "minutes",
      }),
    ),
    model_path: homePath(GRANT_DEFAULTS.assistant.model_path).meta(
      about("The model, a GGUF file, ~/ for the user's folder; empty: the one that was imported", "restart"),
    ),
    library_dir: homePath(GRANT_DEFAULTS.assistant.library_dir).meta(
      about("Where `deno task assistant` has put the library; empty for the usual place", "restart"),
    ),
    n_threads: int(0, 1024, 0).meta(
      about("Threads the model runs on, as of the next load; 0: half as many as cores", "live"),
    ),
    n_ctx: int(256, 1_048_576, 4096).meta(
      about("Longest prompt with its answer; as of the next load", "live", { unit: "tokens" }),
    ),
    use_mmap: z.boolean().default(true).meta(
      about("Map the model's file instead of reading it; as of the next load", "live"),
    ),
    context_memory_mb: int(16, 1_048_576, 1024).meta(
      about(
        "What a model may take besides its weights: its context, and a second one for prompts between questions",
        "live",
        { unit: "MiB" },
      ),
    ),
    redact: z.boolean().default(true).meta(
      about("Replace names of hosts and users, addresses and paths under /home in prompts", "live"),
    ),
    hang_seconds: int(5, 86_400, 120).meta(
      about(
        "Time in which nothing comes of the model after which the daemon ends, to be started without it; as of the next load",
        "live",
        { unit: "seconds" },
      ),
    ),
    queue_depth: int(1, 10_000, 100).meta(about("Questions that may wait for the model", "live")),
  }),
  shutdown_timeout_ms: int(0, 600_000, 10_000).meta(
    about("Time running operations have when the daemon stops", "live", { unit: "ms" }),
  ),
});

/** The settings in force, defaults filled in. */
export type Config = z.output<typeof configSchema>;
/** Settings of one rule. */
export type RuleSettings = Config["alerts"]["rules"][keyof Config["alerts"]["rules"]];
/** Names of the rules that can be configured. */
export type RuleName = keyof Config["alerts"]["rules"];
