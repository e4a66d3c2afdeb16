import type { Alert, AlertKind, Category, Severity } from "../contract/mod.ts";
import type { Comparison, Text } from "./rule.ts";
import type { Level } from "./thresholds.ts";

/** A moment by two clocks. */
export interface Moment {
  /** For durations: steady, milliseconds, anchored to the wall clock when the daemon started. */
  readonly now_ms: number;
  /** For people: RFC 3339, by the wall clock. */
  readonly at: string;
}

/** What a client was last told of an alert, and when. */
export interface Told {
  /** Moments of the last events, by `now_ms`. */
  readonly at_ms: readonly number[];
  /** The state that was announced; null: nothing yet, or it was dismissed since. */
  readonly now: Severity | "resolved" | null;
  /** The worst severity that was ever announced. */
  readonly worst: Severity | null;
}

/** Everything known of one condition on one subject, from the moment it is first seen until it may be forgotten. */
export interface Episode {
  readonly rule: string;
  readonly subject: string;
  /** Its alert; null while the condition has not lasted long enough. */
  readonly alert: Alert | null;
  /** Since when the condition lasts without an open alert. */
  readonly pending_since_ms: number | null;
  /** Since when the condition is gone while its alert is open or dismissed. */
  readonly clear_since_ms: number | null;
  readonly resolved_ms: number | null;
  readonly dismissed_ms: number | null;
  /** How bad it was when somebody acknowledged or dismissed it: what is worse is active again. */
  readonly handled: Severity | null;
  readonly told: Told;
}

/** What is seen of a condition at one moment. */
export interface Sighting {
  readonly rule: string;
  readonly subject: string;
  readonly kind: AlertKind;
  readonly category: Category;
  readonly metric: string;
  readonly unit: string;
  readonly comparison: Comparison;
  readonly value: number | null;
  /** The worst value of the condition where more is known of it than the values that are seen here. */
  readonly peak?: number;
  readonly for_ms: number;
  readonly recover_ms: number;
  readonly rearm_ms: number;
  /** JSON-safe facts about the cause. */
  readonly data: Readonly<Record<string, unknown>>;
  text(): Text;
  /** How bad it is when its alert is as bad as `held` already; null: the condition is not there. */
  level(held: Severity | null): Level | null;
}

/** A condition that can no longer be seen: its subject is gone, or its rule was turned off. Ends it at once. */
export interface Gone {
  readonly rule: string;
  readonly subject: string;
  readonly gone: string;
}

/** The key of an episode among others. */
export function keyOf({ rule, subject }: { readonly rule: string; readonly subject: string }): string {
  return `${rule}\0${subject}`;
}

/** An episode in which nothing has happened yet. */
export function blankEpisode(rule: string, subject: string): Episode {
  return {
    rule,
    subject,
    alert: null,
    pending_since_ms: null,
    clear_since_ms: null,
    resolved_ms: null,
    dismissed_ms: null,
    handled: null,
    told: { at_ms: [], now: null, worst: null },
  };
}

/** Whether an alert is open. */
export function isOpen({ status }: Alert): boolean {
  return status === "active" || status === "acknowledged";
}
