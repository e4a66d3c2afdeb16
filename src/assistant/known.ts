import type { Alert, EvidenceSample, Health, OutputOf } from "../contract/mod.ts";

/** How a recorded figure went over a time. */
export interface Course {
  readonly series: string;
  readonly unit: string;
  /** Mount point or interface; empty for the host. */
  readonly subject: string;
  readonly min: number;
  readonly avg: number;
  readonly max: number;
  /** The first and the last value, averages of a step each. */
  readonly first: number;
  readonly last: number;
  /** From the first to the last. */
  readonly lasted_seconds: number;
  /** From the first to the end of that time: less than what was asked for where nothing is recorded of before. */
  readonly recorded_seconds: number;
  /** End of that time. */
  readonly at: string;
  /** What it went by, the oldest first. */
  readonly samples: { readonly [K in "min" | "avg" | "max"]: readonly EvidenceSample[] };
}

/** Everything an answer may be made of. null: it was not asked for, or cannot be had at present. */
export interface Known {
  /** When it was read. */
  readonly at: string;
  readonly health: Health | null;
  readonly by_cpu: OutputOf<"processes.list"> | null;
  readonly by_memory: OutputOf<"processes.list"> | null;
  readonly users: OutputOf<"users.list"> | null;
  readonly persistent: OutputOf<"users.persistent"> | null;
  /** Open ones, newest first. */
  readonly alerts: OutputOf<"alerts.list"> | null;
  /** Of the last day, newest first. */
  readonly events: LastEvents | null;
  readonly services: OutputOf<"services.failed"> | null;
  readonly packages: IndexedPackages | null;
  readonly updates: OutputOf<"packages.updates"> | null;
  /** What was done to packages in the last day, the latest first. */
  readonly history: OutputOf<"packages.history"> | null;
  readonly vulnerabilities: OutputOf<"vulnerabilities.summary"> | null;
  readonly conflicts: OutputOf<"packages.conflicts"> | null;
  /** The worst vulnerabilities of installed packages. */
  readonly findings: OutputOf<"vulnerabilities.list"> | null;
  /** Every process, by name. */
  readonly running: Pick<OutputOf<"processes.list">, "items" | "taken_at"> | null;
  /** Over the last hour. */
  readonly hour: readonly Course[] | null;
  /** Over the last day. */
  readonly day: readonly Course[] | null;
}

/** How packages are once there is an index. */
export type IndexedPackages =
  & Omit<OutputOf<"packages.status">, keyof OutputOf<"packages.count"> | "built_at">
  & OutputOf<"packages.count">
  & { readonly built_at: string };

/** The events since a moment. */
export interface LastEvents {
  readonly items: OutputOf<"events.list">["items"];
  /** There were more than were read. */
  readonly more: boolean;
}

/** What is known of an alert besides itself. */
export interface AlertKnown {
  readonly alert: Alert;
  /** What its causes are found by; null where it is over. */
  readonly now: Known | null;
  /** The hour before it was raised. */
  readonly before: Course | null;
  /** Of the last day, about the alert's subject. */
  readonly events: LastEvents | null;
  readonly open: OutputOf<"alerts.list"> | null;
  /** From then on; null where it is over, or nothing is recorded. */
  readonly since: Course | null;
  /** What was done to packages in the day before it was raised. */
  readonly history: OutputOf<"packages.history"> | null;
  /** CPU and memory of the users in the hour before it was raised. */
  readonly users_before: readonly Course[] | null;
  /** When that was read. */
  readonly at: string;
}

/** What can be asked for. */
export type Need = Exclude<keyof Known, "at">;

/** Nothing of what can be asked for. */
export const NOTHING: Omit<Known, "at"> = {
  health: null,
  by_cpu: null,
  by_memory: null,
  users: null,
  persistent: null,
  alerts: null,
  events: null,
  services: null,
  packages: null,
  updates: null,
  history: null,
  vulnerabilities: null,
  conflicts: null,
  findings: null,
  running: null,
  hour: null,
  day: null,
};
