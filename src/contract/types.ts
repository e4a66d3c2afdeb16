/**
 * What every operation takes and answers, as plain types. Written by `deno task golden` from the schemas of this
 * folder: who only sends calls needs neither the schemas nor zod to be typed.
 * @module
 */

/** One episode of one condition on one subject */
export interface Alert {
  /** Stays the same for the whole episode */
  id: string;
  /** Name of the rule that raised it */
  rule: string;
  /** system is the host, user one user's load, persistent one that has lasted */
  kind: AlertKind;
  /** How bad something is, in rising order */
  severity: Severity;
  /** What an alert is about */
  category: Category;
  /** active and acknowledged ones are open; resolved and dismissed ones are over */
  status: AlertStatus;
  /** What it is about: a mount point, a user, a unit; empty for the host */
  subject: string;
  /** One line: what is wrong, with the figure */
  message: string;
  /** The cause as far as it is known */
  description: string;
  /** What to do */
  recommendation: string;
  /** The figure the rule looks at */
  metric: string;
  /** The last value seen */
  value: number | null;
  /** The worst value of the episode */
  peak: number | null;
  /** The threshold that was crossed */
  threshold: number | null;
  /** Of value, peak and threshold */
  unit: string;
  /** RFC 3339 time, UTC */
  raised_at: string;
  /** RFC 3339 time, UTC */
  updated_at: string;
  /** null: nobody has */
  acknowledged_at: string | null;
  /** null: the condition lasts */
  resolved_at: string | null;
  /** null: nobody has */
  dismissed_at: string | null;
  /** How often the condition went away and came back within the episode */
  recoveries: number;
  /** Facts: top processes, mount, users */
  data: Record<string, unknown>;
  /** Only while a silence covers the open alert */
  silenced?: Silenced | undefined;
}

/** Open alerts by severity; derived, never kept */
export interface AlertCounts {
  /** Of severity info */
  info: number;
  /** Of severity warning */
  warning: number;
  /** Of severity error */
  error: number;
  /** Of severity critical */
  critical: number;
}

/** system is the host, user one user's load, persistent one that has lasted */
export type AlertKind = "system" | "user" | "persistent";

/** active and acknowledged ones are open; resolved and dismissed ones are over */
export type AlertStatus = "active" | "acknowledged" | "resolved" | "dismissed";

/** An explanation with what it rests on */
export interface AssistantExplanation {
  /** What the question was taken to be about; none when it was not understood */
  topics: string[];
  /** The likeliest first; none where nothing is wrong */
  likely_causes: LikelyCause[];
  /** What the answer rests on, in the order of its numbers */
  evidence: Evidence[];
  /** To look further, by the likely causes */
  commands: FurtherCommand[];
  /** The language model that phrased it; null: none did */
  model: string | null;
  /** Statements of the model that did not rest on the evidence and were removed */
  removed: number;
  /** Sentences, each with the numbers of its evidence; a line for each topic */
  summary: string;
}

/** An answer with what it rests on */
export interface AssistantReply {
  /** What the question was taken to be about; none when it was not understood */
  topics: string[];
  /** The likeliest first; none where nothing is wrong */
  likely_causes: LikelyCause[];
  /** What the answer rests on, in the order of its numbers */
  evidence: Evidence[];
  /** To look further, by the likely causes */
  commands: FurtherCommand[];
  /** The language model that phrased it; null: none did */
  model: string | null;
  /** Statements of the model that did not rest on the evidence and were removed */
  removed: number;
  /** Sentences, each with the numbers of its evidence; a line for each topic */
  answer: string;
}

/** `BatchCall` in the OpenAPI document. */
export interface BatchCall {
  /** Any operation but batch; subscriptions are no operations */
  name: string;
  /** What the operation takes */
  input?: Record<string, unknown> | undefined;
}

/** A call that failed */
export interface BatchFailure {
  /** Why it failed */
  error: {
    /** As in Error */
    code: string;
    /** What could not be done, why, and what to do */
    message: string;
    /** Also in the daemon's log */
    request_id?: string | undefined;
    /** When trying again makes sense */
    retry_after_seconds?: number | undefined;
    /** Facts for programs */
    details?: Record<string, unknown> | undefined;
  };
}

/** `BatchResult` in the OpenAPI document. */
export type BatchResult = BatchSuccess | BatchFailure;

/** A call that was answered */
export interface BatchSuccess {
  /** The operation's output */
  ok: Record<string, unknown>;
}

/** What an alert is about */
export type Category = "cpu" | "memory" | "disk" | "apt" | "cve" | "service" | "system" | "network" | "user" | "pressure";

/** What can be found to be wrong with a host */
export type Cause = "cpu_saturation" | "runaway_process" | "memory_pressure" | "swap_thrash" | "io_wait" | "disk_filling" | "inodes_exhausted" | "descriptor_exhaustion" | "zombie_processes" | "failed_service" | "update_backlog" | "fork_storm" | "broken_packages" | "vulnerable_service" | "clock_trouble" | "network_errors";

/** How a collector did on the last tick */
export interface CollectorRun {
  /** What it reads: cpu, disks */
  name: string;
  /** absent: not on this machine */
  state: "ok" | "failed" | "timed_out" | "absent";
  /** Of its last run */
  duration_ms: number;
  /** Why it failed */
  message: string | null;
}

/** One thing that is wrong with the configuration */
export interface ConfigProblem {
  /** A file with its line, an environment variable, or an option */
  origin: string;
  /** The setting; empty where the file cannot be read at all */
  key: string;
  /** What stands there; a secret shows as *** */
  value: unknown;
  /** What would be valid */
  valid: string;
  /** What is wrong and what to do */
  message: string;
}

/** Processor time since the tick before, and load */
export interface Cpu {
  /** Time not idle, of all cores, 0 to 100 */
  usage_percent: number;
  /** user + nice */
  user_percent: number;
  /** system + irq + softirq */
  system_percent: number;
  /** Percent */
  iowait_percent: number;
  /** Percent */
  steal_percent: number;
  /** Load average of 1 minute */
  load_1: number;
  /** Of 5 minutes */
  load_5: number;
  /** Of 15 minutes */
  load_15: number;
  /** Busy time of each core */
  per_core_percent: number[];
}

/** How the daemon itself is */
export interface DaemonStatus {
  /** The program */
  name: "cortexd";
  /** Of the program */
  version: string;
  /** Process id */
  pid: number;
  /** Where that is written, absolute; null: nowhere */
  pid_file: string | null;
  /** Its name; null: it has none */
  instance: string | null;
  /** running once every socket answers */
  state: "starting" | "running" | "stopping";
  /** The last sample is at most 3 ticks old, the inventory's last check 10 minutes */
  healthy: boolean;
  /** RFC 3339 time, UTC */
  started_at: string;
  /** null: there was no run before */
  previous_stop: PreviousStop | null;
  /** Since started_at */
  uptime_seconds: number;
  /** Resident set */
  memory_bytes: number;
  /** Those that are open; connections is null where Deno does not tell them */
  sockets: {
    name: "http" | "read" | "raw";
    path: string;
    connections: number | null;
  }[];
  /** Operations since the start, and now */
  requests: {
    total: number;
    failed: number;
    running: number;
    waiting: number;
  };
  /** Open alerts by severity; derived, never kept */
  alerts: AlertCounts;
  /** What is to leave this host */
  outbox: {
    /** Entries that some consumer has not acknowledged */
    entries: number;
    /** Entries that ever left undelivered because it was full */
    dropped: number;
  };
  /** A part of the daemon and how it is */
  subsystems: Subsystem[];
  /** The database; path is null where the state is kept in memory */
  store: {
    path: string | null;
    /** Bytes */
    bytes: number;
    /** Alerts, events and blocks of samples kept */
    rows: number;
    oldest_sample_at: string | null;
  };
  /** null: there was none yet */
  last_sample_at: string | null;
  /** Files that were read, the strongest first */
  config_files: string[];
}

/** Open files of the whole host (/proc/sys/fs/file-nr) */
export interface Descriptors {
  /** Open now */
  used: number;
  /** The kernel allows no more */
  max: number;
  /** Percent */
  usage_percent: number;
}

/** Space and inodes of one mount, as df(1) */
export interface Disk {
  /** Where it is mounted */
  mount_point: string;
  /** What is mounted */
  device: string;
  /** ext4, tmpfs */
  fs_type: string;
  /** Bytes */
  total_bytes: number;
  /** Bytes */
  used_bytes: number;
  /** For ordinary users */
  available_bytes: number;
  /** used / (used + available), rounded up, as df(1) */
  usage_percent: number;
  /** 0 where the file system has none */
  inodes_total: number;
  /** Of inodes_total */
  inodes_used: number;
  /** null where the file system has no fixed inodes */
  inodes_usage_percent: number | null;
  /** Mounted so */
  read_only: boolean;
}

/** Traffic of one block device since the tick before (proc_diskstats(5)) */
export interface DiskIo {
  /** Name in /proc/diskstats */
  device: string;
  /** Read from it */
  read_bytes_per_second: number;
  /** Written to it */
  write_bytes_per_second: number;
  /** Finished reads */
  reads_per_second: number;
  /** Finished writes */
  writes_per_second: number;
  /** Percent */
  busy_percent: number;
}

/** Something that happened: an alert that changed, a start, a reload */
export interface Event {
  /** Its number: rises by one with each event, also across restarts */
  seq: number;
  /** RFC 3339 time, UTC */
  at: string;
  /** What happened: alert.raised, daemon.started */
  type: string;
  /** How bad something is, in rising order */
  severity: Severity;
  /** What it is about: a mount point, a user, a part; empty for the host */
  subject: string;
  /** The alert it is about, which may be gone */
  alert_id: string | null;
  /** Facts */
  data: Record<string, unknown>;
}

/** Something that was read, and that an answer rests on */
export interface Evidence {
  /** Its number, as the answer cites it: [1] */
  n: number;
  /** What it is: memory in use, heaviest process by CPU */
  fact: string;
  /** Whose: a mount point, a process, a user; empty for the host */
  subject: string;
  /** In its unit, not rounded */
  value: number | string;
  /** percent, bytes, bytes_per_second, seconds, time; name and text for what is no figure; empty for a bare number */
  unit: string;
  /** The value as the answer says it */
  text: string;
  /** The operation that gave it: health.get */
  source: string;
  /** When it was so */
  at: string;
  /** The readings it stands for, the oldest first; none for what is no figure */
  samples: EvidenceSample[];
}

/** One reading of a figure */
export interface EvidenceSample {
  /** RFC 3339 time, UTC */
  at: string;
  /** In the unit of the evidence */
  value: number;
}

/** A systemd unit that failed, in the terms of systemctl(1) */
export interface FailedUnit {
  /** Its name */
  unit: string;
  /** LOAD */
  load: string;
  /** ACTIVE */
  active: string;
  /** SUB */
  sub: string;
  /** DESCRIPTION */
  description: string;
}

/** A file that says which versions are vulnerable */
export interface Feed {
  /** Name of its file in the folder of feeds */
  name: string;
  /** debian-tracker, debsecan, osv or arch */
  format: string;
  /** Release of the host that it was read for */
  suite: string;
  /** What it says of that release */
  entries: number;
  /** When its file got its name here */
  imported_at: string;
  /** When its publisher made it; null where the file does not tell */
  published_at: string | null;
  /** Since it was published, or else imported */
  age_seconds: number;
  /** Too old to say that anything is safe: security.stale_after_hours */
  stale: boolean;
  /** The findings are by this one: the newest that is about this host */
  in_force: boolean;
}

/** A vulnerability of an installed package */
export interface Finding {
  /** Installed package */
  package: string;
  /** Its version */
  version: string;
  /** What it was built from */
  source: string;
  /** CVE-2024-1234 where there is one */
  id: string;
  /** How a package stands to a vulnerability; unfixed: it is vulnerable, and there is no fix yet */
  verdict: Verdict;
  /** The version that has the fix; null where none is known */
  fixed_version: string | null;
  /** How bad a vulnerability is, by its distribution, in falling order */
  severity: VulnerabilitySeverity;
}

/** A command that shows more; nothing runs it */
export interface FurtherCommand {
  /** The cause it belongs to */
  cause: Cause;
  /** For a shell; it only reads */
  command: string;
  /** What it shows */
  why: string;
}

/** The whole picture: host, open alerts, parts of the daemon */
export interface Health {
  /** The worst open alert; degraded when a part of the daemon does not do its work */
  status: "ok" | "warning" | "critical" | "degraded";
  /** heavy: a figure at its threshold, or a persistent user; medium: a figure above 60 % */
  load_status: "light" | "medium" | "heavy";
  /** Why, with figures, the heavy ones first; none when it is light */
  load_reasons: string[];
  /** RFC 3339 time, UTC */
  taken_at: string;
  /** What the host is */
  host: Host;
  /** Processor time since the tick before, and load */
  cpu: Cpu | null;
  /** Memory and swap by /proc/meminfo (proc_meminfo(5)) */
  memory: Memory | null;
  /** Space and inodes of one mount, as df(1) */
  disks: Disk[];
  /** Traffic of one block device since the tick before (proc_diskstats(5)) */
  disk_io: DiskIo[];
  /** Traffic of one interface since the tick before (/proc/net/dev) */
  network: Network[];
  /** Stall shares by resource (Documentation/accounting/psi.rst of the kernel); a kernel without it has none */
  pressure: Pressure | null;
  /** How many processes and threads there are */
  processes: ProcessCounts | null;
  /** Open files of the whole host (/proc/sys/fs/file-nr) */
  descriptors: Descriptors | null;
  /** systemd units that failed */
  services: {
    /** null where there is no systemd or it was not asked yet */
    failed: number | null;
    checked_at: string | null;
  };
  /** Open alerts by severity; derived, never kept */
  alerts: AlertCounts;
  /** A part of the daemon and how it is */
  subsystems: Subsystem[];
  /** How a collector did on the last tick */
  collectors: CollectorRun[];
  /** How the state is kept */
  store: StoreHealth;
}

/** What the host is */
export interface Host {
  /** Its name */
  hostname: string;
  /** Release of the kernel */
  kernel: string;
  /** PRETTY_NAME of os-release(5) */
  os: string;
  /** RFC 3339 time, UTC */
  boot_at: string;
  /** Since boot_at */
  uptime_seconds: number;
  /** Processors that are online */
  cores: number;
}

/** What a language model answered */
export interface InferenceReply {
  /** The answer */
  text: string;
  /** Of the answer */
  tokens: number;
  /** Of prefix and prompt; those that were kept from the last are not among them, and none of a kept answer */
  evaluated_tokens: number;
  /** length: cut at max_tokens */
  ended_by: "model" | "length";
  /** Name of the model */
  model: string;
}

/** `InstalledRuntime` in the OpenAPI document. */
export interface InstalledRuntime {
  /** Which language or program */
  runtime: RuntimeName;
  /** null where neither files nor the program itself tell */
  version: string | null;
  /** The program, links followed */
  path: string;
  /** Who installed it: system, alternatives, nvm, fnm, pyenv, …; path where only PATH tells */
  manager: string;
  /** The one that the daemon's PATH finds first, through a manager's shims */
  active: boolean;
  /** The one that its manager takes where nothing else is asked for */
  manager_default: boolean;
}

/** Work that takes longer than an operation may */
export interface Job {
  /** Its id */
  id: string;
  /** What it does: store.backup; one of a kind runs at a time, but of assistant.inference */
  kind: string;
  /** What it does, for people */
  title: string;
  /** lost: the daemon ended, or was killed, before the job did */
  state: JobState;
  /** RFC 3339 time, UTC */
  started_at: string;
  /** null: it runs */
  ended_at: string | null;
  /** How many are before it in line; null: it does not wait */
  before: number | null;
  /** How far it is, in units of its own */
  progress: {
    done: number;
    /** null: not known */
    total: number | null;
  } | null;
  /** Why it is not done */
  error: {
    code: string;
    message: string;
  } | null;
}

/** A job with all that it said */
export interface JobDetail {
  /** Its id */
  id: string;
  /** What it does: store.backup; one of a kind runs at a time, but of assistant.inference */
  kind: string;
  /** What it does, for people */
  title: string;
  /** lost: the daemon ended, or was killed, before the job did */
  state: JobState;
  /** RFC 3339 time, UTC */
  started_at: string;
  /** null: it runs */
  ended_at: string | null;
  /** How many are before it in line; null: it does not wait */
  before: number | null;
  /** How far it is, in units of its own */
  progress: {
    done: number;
    /** null: not known */
    total: number | null;
  } | null;
  /** Why it is not done */
  error: {
    code: string;
    message: string;
  } | null;
  /** A line of a job's log */
  log: JobLine[];
  /** What it came to, once it is done */
  result: Record<string, unknown> | null;
}

/** A line of a job's log */
export interface JobLine {
  /** Counted from 1; the oldest lines of a long log are gone */
  number: number;
  /** RFC 3339 time, UTC */
  at: string;
  /** One line */
  text: string;
}

/** What a stream of a job says: how far it is, lines of its log, and, last, how it ended */
export type JobNews = {
  type: "progress";
  /** Work that takes longer than an operation may */
  job: Job;
} | {
  type: "log";
  /** A line of a job's log */
  line: JobLine;
} | {
  type: "ended";
  /** A job with all that it said */
  job: JobDetail;
};

/** What becomes of a job */
export type JobState = "running" | "done" | "failed" | "cancelled" | "lost";

/** The figures of the last sample */
export interface LatestMetrics {
  /** RFC 3339 time, UTC */
  taken_at: string;
  /** One value for each series and subject */
  items: {
    /** cpu_usage_percent */
    series: string;
    /** percent, bytes, bytes_per_second; empty for a bare number */
    unit: string;
    group_by: "none" | "user" | "mount" | "device" | "interface";
    /** User, mount point, device or interface; empty for the host */
    subject: string;
    value: number;
  }[];
}

/** A cause that the figures speak for */
export interface LikelyCause {
  /** What can be found to be wrong with a host */
  cause: Cause;
  /** 0 to 1: from where it begins to matter to where it is as bad as can be */
  score: number;
  /** A mount point, a process, a unit, a package, an interface, a user; empty for the host */
  subject: string;
  /** Numbers of the evidence that speaks for it */
  evidence: number[];
}

/** `ListedUser` in the OpenAPI document. */
export interface ListedUser {
  /** The name; the UID where /etc/passwd has none */
  user: string;
  /** User id */
  uid: number;
  /** Of one core, all their processes */
  cpu_percent: number;
  /** Bytes */
  memory_bytes: number;
  /** Percent */
  memory_percent: number;
  /** From storage; null where this daemon may look at none of their processes */
  read_bytes_per_second: number | null;
  /** To storage, likewise */
  write_bytes_per_second: number | null;
  /** How many */
  processes: number;
  /** Of all their processes */
  threads: number;
  /** spike: above the user's threshold; persistent: for users.persistent_minutes already */
  cpu_state: "normal" | "spike" | "persistent";
  /** spike: above the user's threshold; persistent: for users.persistent_minutes already */
  memory_state: "normal" | "spike" | "persistent";
}

/** `LogEntry` in the OpenAPI document. */
export interface LogEntry {
  /** Its number: rises with each record, also across restarts */
  seq: number;
  /** RFC 3339 time, UTC */
  at: string;
  /** How much a log record matters, in rising order */
  level: LogLevel;
  /** The part that says it: ipc, monitor */
  component: string;
  /** What happened */
  message: string;
  /** Facts; what is secret is left out */
  data: Record<string, unknown>;
}

/** How much a log record matters, in rising order */
export type LogLevel = "debug" | "info" | "warning" | "error" | "fatal";

/** Memory and swap by /proc/meminfo (proc_meminfo(5)) */
export interface Memory {
  /** MemTotal */
  total_bytes: number;
  /** MemAvailable */
  available_bytes: number;
  /** total - available */
  used_bytes: number;
  /** MemFree */
  free_bytes: number;
  /** Bytes */
  buffers_bytes: number;
  /** Cached + SReclaimable, as free(1) */
  cached_bytes: number;
  /** Percent */
  usage_percent: number;
  /** Bytes */
  swap_total_bytes: number;
  /** Bytes */
  swap_used_bytes: number;
  /** Percent */
  swap_usage_percent: number;
}

/** Figures over a range */
export interface MetricHistory {
  /** Where the first step begins */
  from: string;
  /** Where the last step ends */
  to: string;
  /** Length of a step */
  step_seconds: number;
  /** Step of the tier it was read from */
  resolution_seconds: number;
  /** How the values of a step become one */
  aggregation: "min" | "avg" | "max" | "last";
  /** One series over the steps of a range */
  items: MetricSeries[];
  /** Subjects that did not fit into the reply */
  left_out: number;
}

/** One series over the steps of a range */
export interface MetricSeries {
  /** cpu_usage_percent */
  series: string;
  /** percent, bytes, bytes_per_second; empty for a bare number */
  unit: string;
  /** What it says */
  help: string;
  /** What the items stand for */
  group_by: "none" | "user" | "mount" | "device" | "interface";
  /** User, mount point, device or interface; empty for the host */
  subject: string;
  /** One for each step, from `from` on; null is a gap */
  values: (number | null)[];
}

/** A file with a language model */
export interface ModelFile {
  /** Its name for assistant.load: the file's, without .gguf */
  file: string;
  /** Of the file */
  path: string;
  /** What it calls itself */
  name: string | null;
  /** llama, qwen3 */
  architecture: string | null;
  /** Size of the file */
  file_bytes: number | null;
  /** Tokens it was trained to look back over */
  trained_context: number | null;
  /** Tokens it gets here */
  context_tokens: number | null;
  /** Memory its weights take */
  weights_bytes: number | null;
  /** Memory its context takes, estimated */
  context_bytes: number | null;
  /** It is loaded when nobody names another */
  is_default: boolean;
  /** It is in memory */
  is_loaded: boolean;
  /** Why it cannot be loaded; null: nothing is known to be wrong */
  problem: string | null;
}

/** How the language model is */
export interface ModelStatus {
  /** assistant.enabled */
  enabled: boolean;
  /** unloaded: loaded for the next question; blocked: the daemon ended while this model worked, so that it is not loaded again before assistant.load; unhealthy: its worker died too often */
  state: "off" | "unloaded" | "loading" | "ready" | "answering" | "blocked" | "unhealthy";
  /** Name of the model that answers or would answer; null: there is none */
  model: string | null;
  /** Of its file */
  path: string | null;
  /** Longest prompt with its answer; null while none is loaded */
  context_tokens: number | null;
  /** null while none is loaded */
  loaded_at: string | null;
  /** Questions in line */
  waiting: number;
  /** Answers since the start of the daemon */
  answered: number;
  /** Of its worker, since the start of the daemon */
  restarts: number;
  /** Of the last answer, without its prompt; null before the first */
  tokens_per_second: number | null;
  /** From the last question's turn to its first token */
  first_token_ms: number | null;
  /** Why it does not answer; null: nothing is wrong */
  problem: string | null;
}

/** Traffic of one interface since the tick before (/proc/net/dev) */
export interface Network {
  /** Its name */
  interface: string;
  /** Received */
  rx_bytes_per_second: number;
  /** Sent */
  tx_bytes_per_second: number;
  /** Received */
  rx_packets_per_second: number;
  /** Sent */
  tx_packets_per_second: number;
  /** Since boot */
  rx_errors: number;
  /** Since boot */
  tx_errors: number;
  /** Since boot */
  rx_dropped: number;
  /** Since boot */
  tx_dropped: number;
}

/** Somebody who takes entries out of the outbox */
export interface OutboxConsumer {
  /** As it called itself */
  name: string;
  /** Every entry up to this number is acknowledged */
  cursor: number;
  /** Entries it has not acknowledged */
  waiting: number;
  /** Hours of the daemon's running time since it was last seen */
  idle_hours: number;
}

/** Something that must be told outside this host */
export interface OutboxEntry {
  /** Its number: rises with each entry, also across restarts */
  seq: number;
  /** RFC 3339 time, UTC */
  at: string;
  /** As its event, alert.raised, or outbox.summary for what was held back */
  type: string;
  /** How bad something is, in rising order */
  severity: Severity;
  /** What it is about; empty for the host and for summaries */
  subject: string;
  /** Name of the alert's rule */
  rule: string;
  /** The alert it is about; null for summaries */
  alert_id: string | null;
  /** Facts */
  data: Record<string, unknown>;
}

/** Events of a rule that were more than its hourly cap */
export interface OutboxHeld {
  /** Name of the rule */
  rule: string;
  /** Events that are held back */
  count: number;
  /** The worst of them */
  severity: Severity;
  /** When the first of them happened */
  since: string;
  /** When one summary of them is sent, at the earliest */
  summary_at: string;
}

/** What was done to a package */
export interface PackageChange {
  /** When it was done */
  at: string;
  /** purge: what a removed package had left is gone, too */
  action: "install" | "upgrade" | "downgrade" | "reinstall" | "remove" | "purge";
  /** Name of the package */
  name: string;
  /** What it was built for; empty where the log does not say */
  architecture: string;
  /** The version before; null: there was none */
  from: string | null;
  /** The version after; null: there is none */
  to: string | null;
  /** Package manager: debian, arch */
  source: string;
  /** What was run to do it; null where the log does not say */
  command: string | null;
  /** Who asked for it; null where the log does not say */
  user: string | null;
}

/** `PackageConflict` in the OpenAPI document. */
export interface PackageConflict {
  /** Its name, with the architecture where that is not the machine's */
  package: string;
  /** The field that has it */
  relation: "Pre-Depends" | "Depends" | "Conflicts" | "Breaks";
  /** What it asks for, or what must not be there */
  wants: string;
}

/** `PackageCounts` in the OpenAPI document. */
export interface PackageCounts {
  /** Installed or on offer, each architecture on its own */
  total: number;
  /** Installed packages */
  installed: number;
  /** Installed because somebody asked for them */
  explicit: number;
  /** Installed ones that apt or pacman would upgrade, as packages.updates has them */
  updates: number;
}

/** `PackageFault` in the OpenAPI document. */
export interface PackageFault {
  /** Its name, with the architecture where that is not the machine's */
  package: string;
  /** What dpkg or pacman complains of */
  state: "reinstreq" | "half-installed" | "unpacked" | "half-configured" | "triggers-awaited" | "triggers-pending" | "missing-list" | "missing-md5sums" | "missing-architecture" | "illegal-architecture" | "unknown-architecture" | "missing-description" | "damaged-description";
}

/** `PackageInfo` in the OpenAPI document. */
export interface PackageInfo {
  /** Its name */
  name: string;
  /** Its architecture */
  architecture: string;
  /** The installed one, else the one that would be installed */
  version: string;
  /** One line */
  description: string;
  /** Package manager: debian, arch */
  source: string;
  /** Whether it is */
  installed: boolean;
  /** Installed because somebody asked for it */
  manual: boolean;
  /** A newer version would be installed */
  upgradable: boolean;
  /** null: it is not installed */
  installed_version: string | null;
  /** What an installation or upgrade would bring */
  candidate_version: string | null;
  /** Of the archive; for an installed package as dpkg has it */
  section: string;
  /** Who offers it; empty where nobody does */
  origin: string;
  /** The package it was built from */
  source_name: string;
  /** Of the source package */
  source_version: string;
  /** On disk, bytes; null where nobody says */
  installed_bytes: number | null;
  /** To download, bytes; null where nobody says */
  download_bytes: number | null;
  /** Upgrades leave it as it is */
  held: boolean;
  /** What it cannot be without; alternatives joined by ' | ' */
  depends: string[];
  /** What it is and does, in the archive's own terms */
  tags: string[];
  /** Every architecture there is a package of this name for */
  architectures: string[];
}

/** `PackageLists` in the OpenAPI document. */
export interface PackageLists {
  /** Lists of packages that apt or pacman has; 0: nothing is known of updates */
  count: number;
  /** When the archive that spoke last made its lists; null where none says */
  made_at: string | null;
  /** When the host last fetched some, as far as its files tell: where there was nothing new, only apt's daily job notes it; null where none do */
  fetched_at: string | null;
  /** Whole days since the later of the two */
  age_days: number | null;
  /** The same for people: Lists are 9 days old */
  message: string;
}

/** `PackageProblem` in the OpenAPI document. */
export interface PackageProblem {
  /** Path on the host */
  file: string;
  /** From 1; 0: the whole file */
  line: number;
  /** What is wrong with it */
  reason: string;
}

/** `PackageStatus` in the OpenAPI document. */
export interface PackageStatus {
  /** Installed or on offer; null before the first index, without a package manager or inventory */
  total: number | null;
  /** Installed packages; null before the first index, without a package manager or inventory */
  installed: number | null;
  /** Installed because somebody asked for them; null before the first index, without a package manager or inventory */
  explicit: number | null;
  /** Installed ones that apt or pacman would upgrade; null before the first index, without a package manager or inventory */
  updates: number | null;
  /** Packages that nothing needs any more, as apt-get autoremove or pacman -Qdt tells; null where nobody tells */
  orphans: number | null;
  /** Known ones; null where there is no feed, or an old one */
  vulnerabilities: number | null;
  /** Active version of each language, as of the last runtimes.list; null before the first */
  runtimes: Record<string, string | null> | null;
  /** Package managers of this host */
  sources: string[];
  /** When the index was built; null before the first time */
  built_at: string | null;
  /** When it was last compared with the files it was built from */
  checked_at: string | null;
  /** Since when it is older than those files and cannot be built anew */
  stale_since: string | null;
  /** Why it cannot */
  message: string | null;
  /** Files that could not be read and are left out */
  problems: PackageProblem[];
}

/** `PackageSummary` in the OpenAPI document. */
export interface PackageSummary {
  /** Its name */
  name: string;
  /** Its architecture */
  architecture: string;
  /** The installed one, else the one that would be installed */
  version: string;
  /** One line */
  description: string;
  /** Package manager: debian, arch */
  source: string;
  /** Whether it is */
  installed: boolean;
  /** Installed because somebody asked for it */
  manual: boolean;
  /** A newer version would be installed */
  upgradable: boolean;
}

/** `PackageUpdate` in the OpenAPI document. */
export interface PackageUpdate {
  /** Name of the package */
  name: string;
  /** What it was built for */
  architecture: string;
  /** The version that is installed */
  current: string;
  /** The version that an upgrade would bring */
  candidate: string;
  /** Who offers it: Debian:stable-security, extra; empty where nobody says */
  origin: string;
  /** To download, bytes; null where nobody says */
  download_bytes: number | null;
  /** It, or a version it skips, comes from a security archive */
  security: boolean;
  /** Upgrades leave it as it is */
  held: boolean;
  /** apt-get upgrade leaves it: it would have to install or remove something else, too */
  kept_back: boolean;
  /** How it is brought to one host after the other; null: to all at once */
  phased: {
    /** Part of all hosts that get it now */
    percentage: number;
    /** This host is not among them yet: an upgrade leaves it as it is */
    held_back: boolean;
  } | null;
}

/** A row of the permission table */
export interface PermissionRow {
  /** Name of the row */
  row: string;
  /** Where it runs */
  zone: "main" | "worker" | "process";
  /** Deno permissions: read:/etc/passwd */
  may: string[];
  /** Those of them that the running daemon was not given */
  missing: string[];
  /** What holds it: Deno itself, or trust in the code behind it */
  worth: string;
}

/** `PersistentUser` in the OpenAPI document. */
export interface PersistentUser {
  /** The name; the UID where /etc/passwd has none */
  user: string;
  /** User id */
  uid: number;
  /** What they use too much of */
  resource: "cpu" | "memory";
  /** The first sample above the threshold, by the clock of that moment */
  since: string;
  /** How long, by a clock that nobody sets; without time in which nobody looked */
  lasted_seconds: number;
  /** Of all cores, or of the memory, since then */
  average_percent: number;
  /** Percent */
  peak_percent: number;
  /** Percent */
  latest_percent: number;
  /** Percent */
  threshold_percent: number;
  /** The heaviest of their processes */
  processes: ProcessBrief[];
}

/** Stall shares by resource (Documentation/accounting/psi.rst of the kernel); a kernel without it has none */
export interface Pressure {
  /** Waiting for a processor */
  cpu: {
    /** Percent */
    some_avg10: number;
    /** Percent */
    some_avg60: number;
    /** Percent */
    some_avg300: number;
    full_avg10: number | null;
    full_avg60: number | null;
    full_avg300: number | null;
  } | null;
  /** Waiting for memory */
  memory: {
    /** Percent */
    some_avg10: number;
    /** Percent */
    some_avg60: number;
    /** Percent */
    some_avg300: number;
    full_avg10: number | null;
    full_avg60: number | null;
    full_avg300: number | null;
  } | null;
  /** Waiting for input or output */
  io: {
    /** Percent */
    some_avg10: number;
    /** Percent */
    some_avg60: number;
    /** Percent */
    some_avg300: number;
    full_avg10: number | null;
    full_avg60: number | null;
    full_avg300: number | null;
  } | null;
}

/** How the run of the daemon before this one ended */
export interface PreviousStop {
  /** clean: it was told to; hang: a part did not answer any more; unclean: nobody saw how */
  kind: "clean" | "hang" | "signal" | "crash" | "power" | "out_of_memory" | "unclean";
  /** In words, where it is known */
  reason: string | null;
  /** Last sign of life that was kept; there is one a minute */
  last_seen_at: string | null;
  /** Resident set then */
  memory_bytes: number | null;
}

/** One process of the last scan */
export interface Process {
  /** Process id */
  pid: number;
  /** Id of the process that started it, or took it over */
  parent_pid: number;
  /** comm, at most 15 bytes */
  name: string;
  /** The command line, cut; the name in brackets for kernel threads */
  command: string;
  /** Its real user; the UID where /etc/passwd has no name */
  user: string;
  /** Of that user */
  uid: number;
  /** One letter as in ps(1) */
  state: string;
  /** Of one core since the scan before: 200 is two cores */
  cpu_percent: number;
  /** Resident set */
  memory_bytes: number;
  /** Percent */
  memory_percent: number;
  /** How many it has */
  threads: number;
  /** null where this daemon may not look */
  open_files: number | null;
  /** RFC 3339 time, UTC */
  started_at: string;
}

/** `ProcessBrief` in the OpenAPI document. */
export interface ProcessBrief {
  /** Process id */
  pid: number;
  /** comm, at most 15 bytes */
  name: string;
  /** Its real user; the UID where /etc/passwd has no name */
  user: string;
  /** Of one core since the scan before: 200 is two cores */
  cpu_percent: number;
  /** Resident set */
  memory_bytes: number;
  /** Percent */
  memory_percent: number;
}

/** How many processes and threads there are */
export interface ProcessCounts {
  /** All of them */
  total: number;
  /** State R */
  running: number;
  /** State Z */
  zombie: number;
  /** Of all processes */
  threads: number;
}

/** `RuntimeName` in the OpenAPI document. */
export type RuntimeName = "node" | "python" | "go" | "rust" | "ruby" | "java" | "bun" | "deno" | "php";

/** A service that runs what an upgrade has replaced */
export interface ServiceRestart {
  /** ssh.service */
  service: string;
  /** Code that it runs and that is no longer on the disk, the first 20 */
  files: string[];
}

/** A setting with its value, origin and way of changing */
export interface Setting {
  /** section.name */
  key: string;
  /** A secret shows as *** */
  value: unknown;
  /** Where nothing says otherwise */
  default: unknown;
  /** default, a file with its line, an environment variable, or an option */
  origin: string;
  /** How a change comes into force */
  reload: "live" | "worker" | "restart";
  /** Of the value */
  unit: string | null;
  /** What it does */
  summary: string;
}

/** How bad something is, in rising order */
export type Severity = "info" | "warning" | "error" | "critical";

/** A time in which some alerts are raised and shown, but not sent out */
export interface Silence {
  /** Its id */
  id: string;
  /** Only alerts of this rule */
  rule?: string | undefined;
  /** Only alerts about this */
  category?: Category | undefined;
  /** Only subjects that fit this pattern of fnmatch(3): /mnt/* */
  subject?: string | undefined;
  /** Only alerts that are not worse than this */
  severity?: Severity | undefined;
  /** Why, as somebody said it */
  reason: string;
  /** Who asked for it, as the client says; empty where it does not */
  by: string;
  /** RFC 3339 time, UTC */
  started_at: string;
  /** When it ends by itself */
  until: string;
}

/** The silence that covers an alert; of several the one that ends last */
export interface Silenced {
  /** Id of the silence */
  id: string;
  /** RFC 3339 time, UTC */
  until: string;
  /** Why, as somebody said it */
  reason: string;
}

/** How the state is kept */
export interface StoreHealth {
  /** recovered: a damaged file was moved aside at start; memory: nothing is kept; failing: writes fail */
  state: "ok" | "recovered" | "memory" | "failing";
  /** Bytes */
  bytes: number;
  /** null: there is none */
  oldest_sample_at: string | null;
  /** What is wrong with it */
  message: string | null;
}

/** How the state is kept, and its size */
export interface StoreStatus {
  /** recovered: a damaged file was moved aside at start; memory: nothing is kept; failing: writes fail */
  state: "ok" | "recovered" | "memory" | "failing";
  /** Bytes */
  bytes: number;
  /** null: there is none */
  oldest_sample_at: string | null;
  /** What is wrong with it */
  message: string | null;
  /** The database; null where the state is kept in memory */
  path: string | null;
  /** Alerts, events and blocks of samples kept */
  rows: number;
  /** store.max_bytes: what it may come to */
  max_bytes: number;
}

/** A part of the daemon and how it is */
export interface Subsystem {
  /** monitor, inventory */
  name: string;
  /** How it is */
  state: "starting" | "running" | "idle" | "restarting" | "unhealthy" | "off";
  /** Since the daemon started */
  restarts: number;
  /** null: it does not run */
  last_heartbeat_at: string | null;
  /** Heap of its worker at the last heartbeat; null: it has none now */
  heap_bytes: number | null;
  /** Why it is not well */
  message: string | null;
}

/** How a package stands to a vulnerability; unfixed: it is vulnerable, and there is no fix yet */
export type Verdict = "fixable" | "unfixed" | "undetermined" | "unimportant" | "ignored" | "not_affected";

/** How bad a vulnerability is, by its distribution, in falling order */
export type VulnerabilitySeverity = "critical" | "high" | "medium" | "low" | "unknown";

/** `WhyStep` in the OpenAPI document. */
export interface WhyStep {
  /** A package that is installed */
  package: string;
  /** How it wants the next one; Optional is pacman's */
  relation: "Pre-Depends" | "Depends" | "Recommends" | "Suggests" | "Optional";
  /** What it asks for; the next package of the chain, or the last, gives it */
  wants: string;
}

/** Every operation that is answered once, by name. */
export interface Operations {
  /** Says that the daemon answers */
  readonly "daemon.ping": {
    readonly input: Record<never, never>;
    readonly output: {
      pong: true;
    };
  };
  /** Version of the daemon and of the contract */
  readonly "daemon.version": {
    readonly input: Record<never, never>;
    readonly output: {
      name: "cortexd";
      version: string;
      api: "v1";
      deno: string;
    };
  };
  /** How the daemon itself is */
  readonly "daemon.status": {
    readonly input: Record<never, never>;
    readonly output: DaemonStatus;
  };
  /** Reads the configuration again; a bad one changes nothing */
  readonly "daemon.reload": {
    readonly input: Record<never, never>;
    readonly output: {
      reloaded: true;
      /** Settings now in force */
      changed: string[];
      /** Settings that wait for a restart */
      waiting: string[];
    };
  };
  /** Ends the daemon after the running operations */
  readonly "daemon.shutdown": {
    readonly input: {
      /** Process that has taken the sockets over; the service manager is told of it */
      successor?: number | undefined;
    };
    readonly output: {
      shutdown: "initiated";
    };
  };
  /** What each part of the daemon may do, and what that is worth */
  readonly "daemon.permissions": {
    readonly input: Record<never, never>;
    readonly output: {
      /** A row of the permission table */
      items: PermissionRow[];
    };
  };
  /** All that the daemon knows of itself, also written to a file and the log, to look into a fault */
  readonly "daemon.dump": {
    readonly input: Record<never, never>;
    readonly output: {
      /** RFC 3339 time, UTC */
      taken_at: string;
      /** Where it was written, for its owner only; null where it could not be */
      file: string | null;
      /** How the daemon itself is */
      status: DaemonStatus;
      memory: {
        /** Bytes */
        rss_bytes: number;
        /** Bytes */
        heap_used_bytes: number;
        /** Bytes */
        heap_total_bytes: number;
        /** Bytes */
        external_bytes: number;
      };
      /** How the state is kept */
      store: StoreHealth;
      /** How each did on the last tick */
      collectors: CollectorRun[];
      /** Warnings and errors of the log, the last 50, oldest first */
      problems: {
        /** RFC 3339 time, UTC */
        at: string;
        level: "warning" | "error" | "fatal";
        component: string;
        message: string;
      }[];
    };
  };
  /** How the host is: the last sample, open alerts and the daemon's own parts */
  readonly "health.get": {
    readonly input: Record<never, never>;
    readonly output: Health;
  };
  /** Processes of the last scan */
  readonly "processes.list": {
    readonly input: {
      sort?: "cpu" | "memory" | "pid" | "name" | undefined;
      user?: string | undefined;
      state?: string | undefined;
      /** Only this process */
      pid?: number | undefined;
      /** Text in the name or command, any case */
      filter?: string | undefined;
      /** Items a page */
      limit?: number | undefined;
      /** next_cursor of the page before */
      cursor?: string | undefined;
    };
    readonly output: {
      /** One process of the last scan */
      items: Process[];
      /** Give it as cursor for the next page; null on the last */
      next_cursor: string | null;
      /** RFC 3339 time, UTC */
      taken_at: string;
      /** Processes that fit */
      total: number;
    };
  };
  /** Users and the sum of their processes */
  readonly "users.list": {
    readonly input: {
      sort?: "cpu" | "memory" | "io" | "processes" | "name" | undefined;
      /** Also those that the filters leave out */
      all?: boolean | undefined;
      /** Only users from this UID on; users.minimum_uid when not given, as with the other filters */
      minimum_uid?: number | undefined;
      /** Only users with this share of the host's CPU or memory */
      minimum_percent?: number | undefined;
      /** Never these users */
      excluded?: string[] | undefined;
      /** Always these users */
      included?: string[] | undefined;
      /** Items a page */
      limit?: number | undefined;
      /** next_cursor of the page before */
      cursor?: string | undefined;
    };
    readonly output: {
      items: ListedUser[];
      /** Give it as cursor for the next page; null on the last */
      next_cursor: string | null;
      /** RFC 3339 time, UTC */
      taken_at: string;
    };
  };
  /** Users who have been above their threshold for users.persistent_minutes, longest first */
  readonly "users.persistent": {
    readonly input: {
      /** What they use too much of */
      resource?: "cpu" | "memory" | undefined;
      user?: string | undefined;
      /** Items a page */
      limit?: number | undefined;
      /** next_cursor of the page before */
      cursor?: string | undefined;
    };
    readonly output: {
      items: PersistentUser[];
      /** Give it as cursor for the next page; null on the last */
      next_cursor: string | null;
    };
  };
  /** Failed systemd units, as of the last 5-minute check */
  readonly "services.failed": {
    readonly input: Record<never, never>;
    readonly output: {
      /** A systemd unit that failed, in the terms of systemctl(1) */
      items: FailedUnit[];
      /** false where there is no systemd */
      available: boolean;
      checked_at: string | null;
    };
  };
  /** Installed versions of language runtimes that the daemon's user may see */
  readonly "runtimes.list": {
    readonly input: {
      runtime?: RuntimeName | undefined;
      /** Look again, even when the last look is recent */
      refresh?: boolean | undefined;
    };
    readonly output: {
      /** By runtime, then as found: PATH first */
      items: InstalledRuntime[];
      /** When this was looked up; at most 5 minutes ago */
      taken_at: string;
      /** Home folder whose managers were looked at; null for the system daemon */
      home: string | null;
      /** Folders of PATH that were looked at */
      path: string[];
    };
  };
  /** Alerts, newest first */
  readonly "alerts.list": {
    readonly input: {
      /** How bad something is, in rising order */
      severity?: Severity | undefined;
      /** What an alert is about */
      category?: Category | undefined;
      subject?: string | undefined;
      /** active and acknowledged ones are open; resolved and dismissed ones are over */
      status?: AlertStatus | undefined;
      /** Only active and acknowledged ones */
      open?: boolean | undefined;
      /** Items a page */
      limit?: number | undefined;
      /** next_cursor of the page before */
      cursor?: string | undefined;
    };
    readonly output: {
      /** One episode of one condition on one subject */
      items: Alert[];
      /** Give it as cursor for the next page; null on the last */
      next_cursor: string | null;
      /** Open alerts by severity; derived, never kept */
      counts: AlertCounts;
    };
  };
  /** One alert */
  readonly "alerts.get": {
    readonly input: {
      id: string;
    };
    readonly output: Alert;
  };
  /** Says that somebody looks after an active alert */
  readonly "alerts.acknowledge": {
    readonly input: {
      id: string;
    };
    readonly output: Alert;
  };
  /** Hides an open alert; it comes back after a day if its condition still lasts */
  readonly "alerts.dismiss": {
    readonly input: {
      id: string;
    };
    readonly output: Alert;
  };
  /** Ends an open alert by hand; a new one follows if its condition still lasts */
  readonly "alerts.resolve": {
    readonly input: {
      id: string;
    };
    readonly output: Alert;
  };
  /** Acknowledges every active alert that fits */
  readonly "alerts.acknowledge_all": {
    readonly input: {
      /** How bad something is, in rising order */
      severity?: Severity | undefined;
      /** What an alert is about */
      category?: Category | undefined;
      subject?: string | undefined;
    };
    readonly output: {
      /** Alerts changed */
      count: number;
    };
  };
  /** Dismisses every open alert that fits */
  readonly "alerts.dismiss_all": {
    readonly input: {
      /** How bad something is, in rising order */
      severity?: Severity | undefined;
      /** What an alert is about */
      category?: Category | undefined;
      subject?: string | undefined;
    };
    readonly output: {
      /** Alerts changed */
      count: number;
    };
  };
  /** Removes the alerts that are over: resolved ones, and dismissed ones whose condition is gone */
  readonly "alerts.clear": {
    readonly input: Record<never, never>;
    readonly output: {
      /** Alerts changed */
      count: number;
    };
  };
  /** Keeps alerts that fit from being sent out for a time; what is open at its end is sent then */
  readonly "alerts.silence": {
    readonly input: {
      /** Only alerts of this rule */
      rule?: string | undefined;
      /** Only alerts about this */
      category?: Category | undefined;
      /** Only subjects that fit this pattern of fnmatch(3): /mnt/* */
      subject?: string | undefined;
      /** Only alerts that are not worse than this */
      severity?: Severity | undefined;
      /** How long it lasts; this or until must be given */
      duration_seconds?: number | undefined;
      /** When it ends, within 90 days */
      until?: string | undefined;
      /** Why; shown with every alert it covers */
      reason: string;
      /** Who asks for it */
      by?: string | undefined;
    };
    readonly output: Silence;
  };
  /** Silences in force, newest first; those that have ended are among the events */
  readonly "alerts.silences": {
    readonly input: {
      /** Items a page */
      limit?: number | undefined;
      /** next_cursor of the page before */
      cursor?: string | undefined;
    };
    readonly output: {
      /** A time in which some alerts are raised and shown, but not sent out */
      items: Silence[];
      /** Give it as cursor for the next page; null on the last */
      next_cursor: string | null;
    };
  };
  /** Ends a silence before its time */
  readonly "alerts.unsilence": {
    readonly input: {
      /** Id of the silence */
      id: string;
      /** Who asks for it */
      by?: string | undefined;
    };
    readonly output: Silence;
  };
  /** Entries that are kept, oldest first, and their consumers; changes nothing */
  readonly "outbox.list": {
    readonly input: {
      /** Items a page */
      limit?: number | undefined;
      /** next_cursor of the page before */
      cursor?: string | undefined;
    };
    readonly output: {
      /** Something that must be told outside this host */
      items: OutboxEntry[];
      /** Give it as cursor for the next page; null on the last */
      next_cursor: string | null;
      /** Somebody who takes entries out of the outbox */
      consumers: OutboxConsumer[];
      /** What the hourly cap holds back, by rule */
      held: OutboxHeld[];
      /** Entries that ever left because the outbox was full */
      dropped: number;
    };
  };
  /** Gives the next entries to a consumer, at least once each and in order per subject */
  readonly "outbox.read": {
    readonly input: {
      /** Name of the consumer: gateway */
      consumer: string;
      /** Entries at most */
      limit?: number | undefined;
      /** After this time entries that are not acknowledged are given again */
      lease_seconds?: number | undefined;
    };
    readonly output: {
      items: {
        /** Its number: rises with each entry, also across restarts */
        seq: number;
        /** RFC 3339 time, UTC */
        at: string;
        /** As its event, alert.raised, or outbox.summary for what was held back */
        type: string;
        /** How bad something is, in rising order */
        severity: Severity;
        /** What it is about; empty for the host and for summaries */
        subject: string;
        /** Name of the alert's rule */
        rule: string;
        /** The alert it is about; null for summaries */
        alert_id: string | null;
        /** Facts */
        data: Record<string, unknown>;
        /** How often it was given to this consumer, this time included */
        attempts: number;
      }[];
    };
  };
  /** Says that entries were delivered; they are not given to this consumer again */
  readonly "outbox.acknowledge": {
    readonly input: {
      /** Name of the consumer: gateway */
      consumer: string;
      /** Numbers of entries; these or up_to */
      seqs?: number[] | undefined;
      /** Every entry that was given, up to this number */
      up_to?: number | undefined;
    };
    readonly output: {
      /** Entries that were given and are acknowledged now */
      count: number;
      /** Every entry up to this number is acknowledged */
      cursor: number;
    };
  };
  /** Events that are kept; a page may hold fewer than limit, even none, before the last one */
  readonly "events.list": {
    readonly input: {
      /** Types, or what they begin with before the dot: alert.raised, alert */
      types?: ("alert" | "alert.raised" | "alert.escalated" | "alert.eased" | "alert.acknowledged" | "alert.dismissed" | "alert.reactivated" | "alert.reopened" | "alert.resolved" | "alert.cleared" | "config" | "config.reloaded" | "config.rejected" | "config.set" | "daemon" | "daemon.started" | "daemon.stopping" | "job" | "job.started" | "job.finished" | "job.failed" | "job.cancelled" | "outbox" | "outbox.dropped" | "outbox.consumer_forgotten" | "part" | "part.restarted" | "part.unhealthy" | "silence" | "silence.started" | "silence.ended")[] | undefined;
      /** The least severity */
      severity?: Severity | undefined;
      subject?: string | undefined;
      /** Only what happened to the job of this id */
      job?: string | undefined;
      /** Only events with a number above this */
      after?: number | undefined;
      /** Which come first */
      order?: "oldest" | "newest" | undefined;
      /** Items a page */
      limit?: number | undefined;
      /** next_cursor of the page before */
      cursor?: string | undefined;
    };
    readonly output: {
      /** Something that happened: an alert that changed, a start, a reload */
      items: Event[];
      /** Give it as cursor for the next page; null on the last */
      next_cursor: string | null;
    };
  };
  /** The last records of the daemon's log that are in memory, oldest first */
  readonly "logs.list": {
    readonly input: {
      /** The least level; log.level decides what is kept at all */
      level?: LogLevel | undefined;
      /** The parts that say it */
      components?: ("alerts" | "assistant" | "checks" | "config" | "daemon" | "events" | "inventory" | "ipc" | "jobs" | "log" | "monitor" | "operations" | "store" | "users")[] | undefined;
      /** How many at most, the newest */
      limit?: number | undefined;
    };
    readonly output: {
      items: LogEntry[];
    };
  };
  /** Jobs that run or ended within the last day, newest first */
  readonly "jobs.list": {
    readonly input: {
      kind?: string | undefined;
      /** What becomes of a job */
      state?: JobState | undefined;
      /** Items a page */
      limit?: number | undefined;
      /** next_cursor of the page before */
      cursor?: string | undefined;
    };
    readonly output: {
      /** Work that takes longer than an operation may */
      items: Job[];
      /** Give it as cursor for the next page; null on the last */
      next_cursor: string | null;
    };
  };
  /** One job with its log and its result */
  readonly "jobs.get": {
    readonly input: {
      /** Id of the job */
      id: string;
    };
    readonly output: JobDetail;
  };
  /** Cancels a job and answers once it has ended; one that is over stays as it is */
  readonly "jobs.cancel": {
    readonly input: {
      /** Id of the job */
      id: string;
    };
    readonly output: JobDetail;
  };
  /** Recorded figures over a range, at most 3000 values */
  readonly "metrics.query": {
    readonly input: {
      /** Names, separated by commas: cpu_usage_percent,load_1 */
      series: string;
      /** An hour before `to` when not given */
      from?: string | undefined;
      /** Now when not given */
      to?: string | undefined;
      /** Rounded up to what is kept; chosen to fit when not given */
      step_seconds?: number | undefined;
      /** How the values of a step become one */
      aggregation?: "min" | "avg" | "max" | "last" | undefined;
      /** One series for each subject when not given; none makes them one: added up, or averaged where they are percentages of different things */
      group_by?: "none" | "user" | "mount" | "device" | "interface" | undefined;
      /** Only this user, mount point, device or interface */
      subject?: string | undefined;
    };
    readonly output: MetricHistory;
  };
  /** The last value of every series that is recorded */
  readonly "metrics.latest": {
    readonly input: {
      /** Only these names, separated by commas */
      series?: string | undefined;
    };
    readonly output: LatestMetrics;
  };
  /** Packages whose name or description has every word, the best first, then words near them */
  readonly "packages.search": {
    readonly input: {
      /** Words, in any case; at most 500 bytes and 16 words */
      q: string;
      /** Items a page */
      limit?: number | undefined;
      /** next_cursor of the page before */
      cursor?: string | undefined;
    };
    readonly output: {
      items: PackageSummary[];
      /** Give it as cursor for the next page; null on the last */
      next_cursor: string | null;
      /** Packages that fit */
      total: number;
    };
  };
  /** Names of packages that begin so, the shortest first */
  readonly "packages.suggest": {
    readonly input: {
      /** Letters, digits and -_+.@/, not beginning with - . or /, without .. */
      prefix: string;
      limit?: number | undefined;
    };
    readonly output: {
      items: string[];
    };
  };
  /** Packages that are installed because somebody asked for them, by name */
  readonly "packages.explicit": {
    readonly input: {
      /** Items a page */
      limit?: number | undefined;
      /** next_cursor of the page before */
      cursor?: string | undefined;
    };
    readonly output: {
      items: PackageSummary[];
      /** Give it as cursor for the next page; null on the last */
      next_cursor: string | null;
      total: number;
    };
  };
  /** How many packages there are */
  readonly "packages.count": {
    readonly input: Record<never, never>;
    readonly output: PackageCounts;
  };
  /** How fresh the inventory is, and how many packages there are */
  readonly "packages.status": {
    readonly input: Record<never, never>;
    readonly output: PackageStatus;
  };
  /** Packages of which there is a newer version, and whether the host wants a reboot */
  readonly "packages.updates": {
    readonly input: {
      /** Only those that come from a security archive */
      security?: boolean | undefined;
    };
    readonly output: {
      /** By name */
      items: PackageUpdate[];
      /** All updates, whatever was asked for */
      total: number;
      /** Those of them that come from a security archive */
      security: number;
      /** How old what is known is */
      lists: PackageLists;
      /** A package asked for one, or a newer kernel is installed */
      reboot_required: boolean;
      /** Why, one line each */
      reboot_reasons: string[];
      /** Services that run what an upgrade has replaced, by name; null where that cannot be told */
      services_restart: ServiceRestart[] | null;
      /** Why it cannot, or of how many services */
      services_restart_message: string | null;
      /** When the files were last looked at */
      checked_at: string | null;
      /** Since when this is older than the files and cannot be read anew */
      stale_since: string | null;
      /** Why it cannot */
      message: string | null;
      /** Files that could not be read and are left out */
      problems: PackageProblem[];
    };
  };
  /** What is wrong with the installed packages */
  readonly "packages.conflicts": {
    readonly input: Record<never, never>;
    readonly output: {
      /** Relations that do not hold, as apt-get check tells */
      direct: PackageConflict[];
      /** Packages that are not whole, as dpkg --audit and pacman -Dk tell */
      states: PackageFault[];
      /** Packages that do not work because of these, near or far */
      transitive: string[];
    };
  };
  /** The shortest chain that keeps a package installed */
  readonly "packages.why": {
    readonly input: {
      /** Letters, digits and -_+.@/, not beginning with - . or /, without .. */
      name: string;
      /** The machine's own, when not given */
      architecture?: string | undefined;
    };
    readonly output: {
      /** Its name, with the architecture where that is not the machine's */
      package: string;
      /** manual: somebody asked for it; essential: no system is without it; needed: by the chain; none: by nothing */
      reason: "manual" | "essential" | "needed" | "none";
      /** From one that somebody asked for to the one that wants this package */
      chain: WhyStep[];
    };
  };
  /** What was installed, upgraded and removed lately, by the logs of dpkg, apt and pacman */
  readonly "packages.history": {
    readonly input: {
      /** Only this package; all without it */
      name?: string | undefined;
      /** Only what was done since then */
      since?: string | undefined;
      /** So many at most, the latest */
      limit?: number | undefined;
    };
    readonly output: {
      /** The latest first */
      items: PackageChange[];
      /** How many there are by the logs, which go back one to two months */
      total: number;
      /** Logs that could not be read and are left out */
      problems: PackageProblem[];
    };
  };
  /** One package: versions, sizes, origin, dependencies, tags */
  readonly "packages.info": {
    readonly input: {
      /** Letters, digits and -_+.@/, not beginning with - . or /, without .. */
      name: string;
      /** The installed one, else the machine's own, when not given */
      architecture?: string | undefined;
    };
    readonly output: PackageInfo;
  };
  /** How the cache of search results is used */
  readonly "cache.stats": {
    readonly input: Record<never, never>;
    readonly output: {
      entries: number;
      max_entries: number;
      /** A result is kept this long, and never longer than its index */
      ttl_seconds: number;
      hits: number;
      misses: number;
    };
  };
  /** Forgets cached search results */
  readonly "cache.clear": {
    readonly input: Record<never, never>;
    readonly output: {
      /** Results forgotten */
      cleared: number;
    };
  };
  /** Answers a question about this host from what the daemon knows, with figures and where they come from */
  readonly "assistant.ask": {
    readonly input: {
      /** In English */
      question: string;
      /** false: without a language model, though there is one */
      model?: boolean | undefined;
    };
    readonly output: AssistantReply;
  };
  /** Explains an alert, a process, a package, a vulnerability, a figure or the host: what it is, how it came so, what to look at */
  readonly "assistant.explain": {
    readonly input: {
      /** host, an alert's id, a process id or name, a package, a CVE or the name of a figure; alert:, process:, package:, vulnerability: or metric: before it where it could be several; a figure of one mount point, interface or user as disk_usage_percent:/srv */
      subject: string;
      /** false: without a language model, though there is one */
      model?: boolean | undefined;
    };
    readonly output: AssistantExplanation;
  };
  /** Has the language model answer a prompt as it is, without the daemon's facts */
  readonly "assistant.infer": {
    readonly input: {
      prompt: string;
      /** What stays the same from one prompt to the next */
      prefix?: string | undefined;
      /** Where the answer is cut */
      max_tokens?: number | undefined;
      /** 0: always the likeliest token */
      temperature?: number | undefined;
      /** JSON Schema that the answer is held to */
      schema?: Record<string, unknown> | undefined;
      /** true: answered by the model though its answer to the same is kept; with a temperature it always is */
      anew?: boolean | undefined;
      /** background: after all that somebody waits for */
      priority?: "interactive" | "background" | undefined;
    };
    readonly output: InferenceReply;
  };
  /** How the language model is: loaded or not, who waits, how fast it is */
  readonly "assistant.status": {
    readonly input: Record<never, never>;
    readonly output: ModelStatus;
  };
  /** The language models that are there, with what each would take of memory */
  readonly "assistant.models": {
    readonly input: Record<never, never>;
    readonly output: {
      /** Where imported models are */
      folder: string;
      /** A file with a language model */
      items: ModelFile[];
    };
  };
  /** Starts a job that loads a language model, also one that is blocked, in the place of the one before */
  readonly "assistant.load": {
    readonly input: {
      /** `file` of assistant.models; the default without it */
      model?: string | undefined;
    };
    readonly output: Job;
  };
  /** Gives the language model's memory back, once the answer that runs is done */
  readonly "assistant.unload": {
    readonly input: Record<never, never>;
    readonly output: {
      /** false: none was loaded */
      unloaded: boolean;
    };
  };
  /** Known vulnerabilities of installed packages, by package and id */
  readonly "vulnerabilities.list": {
    readonly input: {
      /** true: only those with a fix; false: only those without */
      fixable?: boolean | undefined;
      /** How bad a vulnerability is, by its distribution, in falling order */
      severity?: VulnerabilitySeverity | undefined;
      /** How a package stands to a vulnerability; unfixed: it is vulnerable, and there is no fix yet */
      verdict?: Verdict | undefined;
      /** Of this package, or of what is built from it */
      package?: string | undefined;
      /** Only this one: CVE-2024-1234 */
      id?: string | undefined;
      /** Also what does not affect the installed version */
      all?: boolean | undefined;
      /** Items a page */
      limit?: number | undefined;
      /** next_cursor of the page before */
      cursor?: string | undefined;
    };
    readonly output: {
      /** A vulnerability of an installed package */
      items: Finding[];
      /** Give it as cursor for the next page; null on the last */
      next_cursor: string | null;
      /** The one that the findings are by; null: there is none, nothing is known */
      feed: Feed | null;
      /** Since when nobody knows what else is vulnerable: the feed is old, or there is none; null where it is known */
      unknown_since: string | null;
      /** When packages and feeds were last compared */
      audited_at: string;
    };
  };
  /** How many vulnerabilities installed packages have, by severity and by what can be done */
  readonly "vulnerabilities.summary": {
    readonly input: Record<never, never>;
    readonly output: {
      /** Installed packages that have one */
      packages: number;
      /** Each counted once, however many packages have it */
      vulnerabilities: number;
      /** Of these, those that an upgrade of some package ends */
      fixable: number;
      /** Packages with it */
      by_verdict: {
        fixable: number;
        unfixed: number;
        undetermined: number;
        unimportant: number;
        ignored: number;
      };
      /** Packages with it, where something can, or should, be done */
      by_severity: {
        critical: {
          fixable: number;
          unfixed: number;
        };
        high: {
          fixable: number;
          unfixed: number;
        };
        medium: {
          fixable: number;
          unfixed: number;
        };
        low: {
          fixable: number;
          unfixed: number;
        };
        unknown: {
          fixable: number;
          unfixed: number;
        };
      };
      /** The one that the findings are by; null: there is none, nothing is known */
      feed: Feed | null;
      /** Since when nobody knows what else is vulnerable: the feed is old, or there is none; null where it is known */
      unknown_since: string | null;
      /** When packages and feeds were last compared */
      audited_at: string;
    };
  };
  /** Feeds of vulnerabilities, the newest first */
  readonly "feeds.list": {
    readonly input: Record<never, never>;
    readonly output: {
      /** A file that says which versions are vulnerable */
      items: Feed[];
      /** Files that could not be read; the others count */
      problems: {
        file: string;
        /** From 1; 0: the whole file */
        line: number;
        reason: string;
      }[];
      /** When packages and feeds were last compared */
      audited_at: string;
    };
  };
  /** Starts a job that imports a feed; it waits a minute for its bytes, by PUT, at /v1/feeds/import/{job} */
  readonly "feeds.import": {
    readonly input: {
      /** What the file is called in errors */
      name: string;
      /** Its size; one that is too large is refused at once */
      bytes?: number | undefined;
      /** When its publisher made it, where that is known */
      published_at?: string | undefined;
    };
    readonly output: Job;
  };
  /** Settings in force, with the origin of each */
  readonly "config.get": {
    readonly input: {
      /** One setting, or a section */
      key?: string | undefined;
    };
    readonly output: {
      /** A setting with its value, origin and way of changing */
      items: Setting[];
      files: string[];
    };
  };
  /** Changes one setting in the daemon's own file, comments and order kept, and reads it again */
  readonly "config.set": {
    readonly input: {
      /** A setting: section.name */
      key: string;
      /** A text is read as the setting's type; null takes the setting out of the file */
      value: string | number | boolean | string[] | Record<string, unknown> | null;
    };
    readonly output: {
      /** The file that was written */
      file: string;
      /** live: in force; worker: in force once the part has restarted by itself; restart: at the daemon's next start; shadowed: a stronger source says otherwise; unchanged: it was so before */
      effect: "live" | "worker" | "restart" | "shadowed" | "unchanged";
      /** As it is in force now */
      setting: Setting;
    };
  };
  /** What is wrong with a configuration: the one a reload would read, or a text */
  readonly "config.validate": {
    readonly input: {
      /** YAML, checked by itself; nothing else is read */
      text?: string | undefined;
    };
    readonly output: {
      valid: boolean;
      /** One thing that is wrong with the configuration */
      problems: ConfigProblem[];
      /** Files that were read */
      files: string[];
    };
  };
  /** JSON Schema of the configuration file, for editors */
  readonly "config.schema": {
    readonly input: Record<never, never>;
    readonly output: Record<string, unknown>;
  };
  /** Starts a job that copies the state; its copy waits a minute at /v1/store/backup/{job}, for one download */
  readonly "store.backup": {
    readonly input: Record<never, never>;
    readonly output: Job;
  };
  /** How the state is kept, where, and how large it is and may become */
  readonly "store.status": {
    readonly input: Record<never, never>;
    readonly output: StoreStatus;
  };
  /** Runs up to 100 operations one after the other; each has its own result, whatever becomes of the others */
  readonly "batch": {
    readonly input: {
      calls: BatchCall[];
    };
    readonly output: {
      /** One for each call, in their order */
      results: BatchResult[];
    };
  };
}

/** Every operation that goes on until its client leaves; its output is sent once for each event. */
export interface Subscriptions {
  /** Events as they happen; with after, or the header Last-Event-ID, those since then first */
  readonly "events.stream": {
    readonly input: {
      /** Types, or what they begin with before the dot: alert.raised, alert */
      types?: ("alert" | "alert.raised" | "alert.escalated" | "alert.eased" | "alert.acknowledged" | "alert.dismissed" | "alert.reactivated" | "alert.reopened" | "alert.resolved" | "alert.cleared" | "config" | "config.reloaded" | "config.rejected" | "config.set" | "daemon" | "daemon.started" | "daemon.stopping" | "job" | "job.started" | "job.finished" | "job.failed" | "job.cancelled" | "outbox" | "outbox.dropped" | "outbox.consumer_forgotten" | "part" | "part.restarted" | "part.unhealthy" | "silence" | "silence.started" | "silence.ended")[] | undefined;
      /** The least severity */
      severity?: Severity | undefined;
      subject?: string | undefined;
      /** Only what happened to the job of this id */
      job?: string | undefined;
      /** Only events with a number above this */
      after?: number | undefined;
    };
    readonly output: Event;
  };
  /** Records of the daemon's log as they come; with after, or the header Last-Event-ID, those since then first */
  readonly "logs.stream": {
    readonly input: {
      /** The least level; log.level decides what is kept at all */
      level?: LogLevel | undefined;
      /** The parts that say it */
      components?: ("alerts" | "assistant" | "checks" | "config" | "daemon" | "events" | "inventory" | "ipc" | "jobs" | "log" | "monitor" | "operations" | "store" | "users")[] | undefined;
      /** Only records with a number above this */
      after?: number | undefined;
    };
    readonly output: LogEntry;
  };
  /** What a job says, from its first line that is kept until it ends */
  readonly "jobs.stream": {
    readonly input: {
      /** Id of the job */
      id: string;
    };
    readonly output: JobNews;
  };
}
