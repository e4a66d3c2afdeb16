import type {
  AlertKind,
  Category,
  FailedUnit,
  Health,
  OutputOf,
  PackageUpdate,
  ProcessBrief,
} from "../contract/mod.ts";
import type { RuleName } from "../config/mod.ts";
import type { Sample } from "../core/sample.ts";
import type { UserFilter } from "../core/user_filter.ts";

/** A user as alerts name them. */
export interface UserBrief {
  readonly user: string;
  /** Of one core. */
  readonly cpu_percent: number;
  readonly memory_bytes: number;
  readonly memory_percent: number;
}

/** An update as alerts name it. */
export type UpdateBrief = Pick<PackageUpdate, "name" | "architecture" | "current" | "candidate">;

/** What is known of the cause when a value is read. JSON-safe: it becomes `data` of the alert. */
export interface Facts {
  readonly processes?: readonly ProcessBrief[];
  readonly users?: readonly UserBrief[];
  readonly disk?: Health["disks"][number];
  readonly devices?: readonly { readonly device: string; readonly busy_percent: number }[];
  readonly units?: readonly FailedUnit[];
  readonly bytes?: { readonly used: number; readonly total: number };
  readonly load?: { readonly average: number; readonly cores: number };
  readonly files?: { readonly used: number; readonly max: number };
  readonly updates?: readonly UpdateBrief[];
  readonly packages?: readonly string[];
  /** Why a reboot is required. */
  readonly reasons?: readonly string[];
}

/** One value that a rule looks at. */
export interface Reading {
  readonly metric: string;
  /** Mount point or user; empty for the host. */
  readonly subject: string;
  readonly value: number;
  readonly facts: Facts;
}

/** What a rule reads at one moment. */
export interface Measured {
  readonly readings: readonly Omit<Reading, "metric">[];
  /** Whether these are all there are: only then a subject that is missing is gone. */
  readonly complete: boolean;
}

/** What the checks found that run less often than samples are taken; null: not looked at yet. */
export interface Checked {
  readonly services: OutputOf<"services.failed"> | null;
  readonly packages: {
    readonly updates: OutputOf<"packages.updates">;
    /** Names of those that do not work, each once. */
    readonly broken: readonly string[];
  } | null;
}

/** Everything the rules read from. */
export interface Seen extends Checked {
  readonly sample: Sample;
  readonly users: UserFilter;
  /** Whether a collector of that name did its work this time. */
  ran(collector: string): boolean;
}

/** The words of an alert. */
export interface Text {
  /** One line: what is the case, with the figure. Also said of a value that is fine again. */
  readonly message: string;
  /** The cause as far as it is known. */
  readonly description: string;
  /** What to do, with commands that only read. */
  readonly recommendation: string;
}

/** Which side of a threshold is the bad one; the threshold itself is bad in both. */
export type Comparison = "at_least" | "at_most";

/** A condition that raises alerts, as data: what is read, when it is bad, and what is said of it. */
export interface Rule {
  readonly name: RuleName;
  /** What is looked at, as the configuration's documentation says it. */
  readonly summary: string;
  readonly kind: AlertKind;
  readonly category: Category;
  readonly metric: string;
  readonly unit: string;
  readonly comparison: Comparison;
  /** Threshold of a warning; null: there is none. */
  readonly warning: number | null;
  readonly critical: number | null;
  /** How long it must last before it is raised. */
  readonly for_seconds: number;
  /** How far it must be back behind the threshold to be over. */
  readonly hysteresis: number;
  /** The values of this moment; what could not be read is not complete. */
  read(seen: Seen): Measured;
  text(reading: Omit<Reading, "metric">): Text;
  /** What is said when a subject is not there any more. */
  gone(subject: string): string;
}

/** Keeps the exact type of a rule. */
export function defineRule(rule: Rule): Rule {
  return rule;
}

/** Nothing could be read: every alert keeps its state. */
export const UNKNOWN: Measured = { readings: [], complete: false };

/** The one value of the whole host; UNKNOWN for null. */
export function ofHost(value: number | null | undefined, facts: Facts): Measured {
  return value === null || value === undefined
    ? UNKNOWN
    : { readings: [{ subject: "", value, facts }], complete: true };
}
