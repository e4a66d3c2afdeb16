import type { OperationName, OutputOf, ParsedInputOf } from "../contract/mod.ts";

/** What an operation answers: at once, or later. */
export type Answer<N extends OperationName> = OutputOf<N> | Promise<OutputOf<N>>;

/** What there is to tell of a call before its answer. */
export type CallNews =
  /** It is a job of this id, which can be followed and cancelled. */
  | { readonly type: "job"; readonly id: string }
  /** It waits in line behind so many. */
  | { readonly type: "queue"; readonly before: number }
  /** A piece of the answer's text. */
  | { readonly type: "text"; readonly text: string };

/** Something that can be cancelled. The signal comes to life when it is first read: read it only to wait. */
export interface Cancellable {
  readonly signal: AbortSignal;
  /** Takes news before the answer; undefined where the client wants the answer alone. */
  readonly tell?: ((news: CallNews) => void) | undefined;
}

/** How many operations there were and are. */
export type RequestStats = OutputOf<"daemon.status">["requests"];

/**
 * What the handlers need of the rest of the daemon, in the types of the contract. Every method fails with a
 * `CortexError` of a code its operation declares. An answer is never changed afterwards, so that a part may give
 * the same object again while nothing has changed: the transports then keep its text.
 */
export interface Parts {
  readonly daemon: DaemonPart;
  readonly health: HealthPart;
  readonly monitor: MonitorPart;
  readonly services: ServicesPart;
  readonly runtimes: RuntimesPart;
  readonly alerts: AlertsPart;
  readonly outbox: OutboxPart;
  readonly events: EventsPart;
  readonly logs: LogsPart;
  readonly jobs: JobsPart;
  readonly metrics: MetricsPart;
  readonly packages: PackagesPart;
  readonly assistant: AssistantPart;
  readonly language_model: LanguageModelPart;
  readonly vulnerabilities: VulnerabilitiesPart;
  readonly config: ConfigPart;
  readonly store: StorePart;
}

/** The daemon itself. */
export interface DaemonPart {
  version(): OutputOf<"daemon.version">;
  status(requests: RequestStats): OutputOf<"daemon.status">;
  /** Fails with CONFIG_INVALID and changes nothing when a file is wrong. */
  reload(): Answer<"daemon.reload">;
  /** Returns at once; the end begins after that. `successor` is the process that has taken over, where one has. */
  shutdown(successor?: number): void;
  permissions(): OutputOf<"daemon.permissions">;
  dump(requests: RequestStats): OutputOf<"daemon.dump">;
}

/** The whole picture of the host and the daemon. */
export interface HealthPart {
  /** Waits for the first sample where there is none yet. */
  get(call: Cancellable): Answer<"health.get">;
}

/** What only the monitor knows. */
export interface MonitorPart {
  processes(query: ParsedInputOf<"processes.list">, call: Cancellable): Answer<"processes.list">;
  users(query: ParsedInputOf<"users.list">, call: Cancellable): Answer<"users.list">;
  persistentUsers(query: ParsedInputOf<"users.persistent">): OutputOf<"users.persistent">;
}

/** What systemctl said on the last 5-minute run. */
export interface ServicesPart {
  failed(): OutputOf<"services.failed">;
}

/** Installed versions of languages. */
export interface RuntimesPart {
  list(query: ParsedInputOf<"runtimes.list">): Answer<"runtimes.list">;
}

/** The alerts of the store. */
export interface AlertsPart {
  list(query: ParsedInputOf<"alerts.list">): Answer<"alerts.list">;
  get(query: ParsedInputOf<"alerts.get">): Answer<"alerts.get">;
  acknowledge(input: ParsedInputOf<"alerts.acknowledge">): Answer<"alerts.acknowledge">;
  dismiss(input: ParsedInputOf<"alerts.dismiss">): Answer<"alerts.dismiss">;
  resolve(input: ParsedInputOf<"alerts.resolve">): Answer<"alerts.resolve">;
  acknowledgeAll(input: ParsedInputOf<"alerts.acknowledge_all">): Answer<"alerts.acknowledge_all">;
  dismissAll(input: ParsedInputOf<"alerts.dismiss_all">): Answer<"alerts.dismiss_all">;
  clear(): Answer<"alerts.clear">;
  silence(input: ParsedInputOf<"alerts.silence">): Answer<"alerts.silence">;
  silences(query: ParsedInputOf<"alerts.silences">): Answer<"alerts.silences">;
  unsilence(input: ParsedInputOf<"alerts.unsilence">): Answer<"alerts.unsilence">;
}

/** What must leave the host. */
export interface OutboxPart {
  list(query: ParsedInputOf<"outbox.list">): Answer<"outbox.list">;
  read(input: ParsedInputOf<"outbox.read">): Answer<"outbox.read">;
  acknowledge(input: ParsedInputOf<"outbox.acknowledge">): Answer<"outbox.acknowledge">;
}

/** The events that are kept. */
export interface EventsPart {
  list(query: ParsedInputOf<"events.list">): Answer<"events.list">;
}

/** The last records of the daemon's log. */
export interface LogsPart {
  list(query: ParsedInputOf<"logs.list">): Answer<"logs.list">;
}

/** Work in the background. */
export interface JobsPart {
  list(query: ParsedInputOf<"jobs.list">): Answer<"jobs.list">;
  /** Fails with NOT_FOUND. */
  get(id: string): Answer<"jobs.get">;
  /** Answers once the job has ended. Fails with NOT_FOUND. */
  cancel(id: string): Answer<"jobs.cancel">;
}

/** The recorded figures of the host. */
export interface MetricsPart {
  query(query: ParsedInputOf<"metrics.query">): Answer<"metrics.query">;
  /** Fails with NOT_READY before the first sample. */
  latest(query: ParsedInputOf<"metrics.latest">): Answer<"metrics.latest">;
}

/** The state as a whole. */
export interface StorePart {
  /** Fails with UNAVAILABLE where nothing is kept, with BUSY while another backup is made. */
  backup(): OutputOf<"store.backup">;
  status(): OutputOf<"store.status">;
}

/** The packages of this host. Every list and lookup waits for the index to be read where it is not in memory. */
export interface PackagesPart {
  search(query: ParsedInputOf<"packages.search">): Answer<"packages.search">;
  suggest(query: ParsedInputOf<"packages.suggest">): Answer<"packages.suggest">;
  explicit(query: ParsedInputOf<"packages.explicit">): Answer<"packages.explicit">;
  /** Fails with NOT_FOUND when there is no such package. */
  info(query: ParsedInputOf<"packages.info">): Answer<"packages.info">;
  count(): Answer<"packages.count">;
  updates(query: ParsedInputOf<"packages.updates">): Answer<"packages.updates">;
  conflicts(): Answer<"packages.conflicts">;
  /** Fails with NOT_FOUND when it is not installed. */
  why(query: ParsedInputOf<"packages.why">, call: Cancellable): Answer<"packages.why">;
  /** By the logs of the package managers. */
  history(query: ParsedInputOf<"packages.history">, call: Cancellable): Answer<"packages.history">;
  status(): Answer<"packages.status">;
  /** Results of searches that are kept. */
  readonly cache: { stats(): Answer<"cache.stats">; clear(): Answer<"cache.clear"> };
}

/** Answers in words. */
export interface AssistantPart {
  ask(input: ParsedInputOf<"assistant.ask">, call: Cancellable): Answer<"assistant.ask">;
  /** Fails with ALERT_NOT_FOUND, NOT_FOUND, NOT_READY, UNAVAILABLE and STORE_FAILED. */
  explain(input: ParsedInputOf<"assistant.explain">, call: Cancellable): Answer<"assistant.explain">;
}

/** A language model on this machine. */
export interface LanguageModelPart {
  /** Fails with MODEL_NOT_LOADED, MODEL_INVALID, NOT_FOUND, UNAVAILABLE, BUSY. */
  infer(input: ParsedInputOf<"assistant.infer">, call: Cancellable): Answer<"assistant.infer">;
  status(): OutputOf<"assistant.status">;
  models(): Answer<"assistant.models">;
  /** Starts a job. Fails with MODEL_NOT_LOADED, NOT_FOUND, with BUSY while another is loaded. */
  load(input: ParsedInputOf<"assistant.load">): Answer<"assistant.load">;
  /** Fails with UNAVAILABLE. */
  unload(call: Cancellable): Answer<"assistant.unload">;
}

/** What is vulnerable, and the feeds that say so. */
export interface VulnerabilitiesPart {
  list(query: ParsedInputOf<"vulnerabilities.list">): Answer<"vulnerabilities.list">;
  summary(): Answer<"vulnerabilities.summary">;
  feeds(): Answer<"feeds.list">;
  /** Starts a job that waits for the feed's bytes. Fails with UNAVAILABLE, with BUSY while another is imported. */
  importFeed(input: ParsedInputOf<"feeds.import">): Answer<"feeds.import">;
}

/** The configuration in force. */
export interface ConfigPart {
  /** Fails with NOT_FOUND when there is no such setting or section. */
  get(key: string | undefined): OutputOf<"config.get">;
  /** Fails with NOT_FOUND, PERMISSION_DENIED, CONFIG_INVALID or STORE_FAILED and changes nothing then. */
  set(key: string, value: unknown, request_id: string): Answer<"config.set">;
  /** What is wrong with a text, or with what a reload would read. */
  validate(text: string | undefined): OutputOf<"config.validate">;
  schema(): OutputOf<"config.schema">;
  /** What the cortexd protocol tells of the configuration. */
  legacy(): LegacyConfig;
}

/** Where a figure becomes a warning and where it becomes critical, percent. */
export interface LegacyThreshold {
  readonly warning: number;
  readonly critical: number;
}

/** Settings outside the transports that clients of the cortexd protocol are told. */
export interface LegacyConfig {
  /** 0 debug, 1 info, 2 warning, 3 error, 4 critical. */
  readonly log_level: 0 | 1 | 2 | 3 | 4;
  readonly thresholds: {
    readonly cpu: LegacyThreshold;
    readonly memory: LegacyThreshold;
    readonly disk: LegacyThreshold;
  };
}
