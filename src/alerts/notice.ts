/** Conditions that no rule reads from the host: what a part of the daemon says of itself. */
import type { AlertKind, Category, Severity, StoreHealth } from "../contract/mod.ts";
import type { Sighting } from "./episode.ts";

/** Names of these conditions, where an alert has that of its rule. */
export const NOTICES = ["store", "part", "vulnerabilities", "feed"] as const;

/** What a part says of a condition of its own. */
export interface Notice {
  readonly rule: (typeof NOTICES)[number];
  /** Which one, where there are several; empty by default. */
  readonly subject?: string;
  readonly kind?: AlertKind;
  readonly category: Category;
  /** How bad it is; null: the condition is over. */
  readonly severity: Severity | null;
  /** One line: what is the case. */
  readonly message: string;
  readonly description?: string;
  readonly recommendation?: string;
  /** JSON-safe facts. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** A notice as the evaluation sees it: it counts at once and is over at once. */
export function sightNotice(notice: Notice, rearm_ms: number): Sighting {
  const { rule, subject = "", kind = "system", category, severity, message } = notice;
  return {
    rule,
    subject,
    kind,
    category,
    metric: rule,
    unit: "",
    comparison: "at_least",
    value: null,
    for_ms: 0,
    recover_ms: 0,
    rearm_ms,
    data: notice.data ?? {},
    text: () => ({
      message,
      description: notice.description ?? "",
      recommendation: notice.recommendation ?? "",
    }),
    level: () => severity === null ? null : { severity, threshold: null },
  };
}

const SEVERITY: Readonly<Record<StoreHealth["state"], Severity | null>> = {
  ok: null,
  recovered: "warning",
  memory: "error",
  failing: "error",
};

const ADVICE: Readonly<Record<StoreHealth["state"], string>> = {
  ok: "",
  recovered:
    "The damaged file is kept for you to look at; remove it when you need it no more. Check the disk: dmesg",
  memory: "Give the daemon a state folder it may write to. It is tried again by itself",
  failing: "See whether the disk is full or read-only: df -h; mount; dmesg. It is tried again by itself",
};

/** What the store's own health is as a condition. */
export function storeNotice({ state, message }: StoreHealth): Notice {
  return {
    rule: "store",
    category: "system",
    severity: SEVERITY[state],
    message: message ?? "The state is kept on the disk",
    recommendation: ADVICE[state],
  };
}
