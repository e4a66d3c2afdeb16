import type { Alert, AlertStatus, Category } from "../../../contract/mod.ts";
import { SEVERITIES } from "../../../contract/mod.ts";

/** Categories of the cortexd protocol; the number is the place. */
export const LEGACY_CATEGORIES = ["cpu", "memory", "disk", "apt", "cve", "service", "system"] as const;

/** One of {@link LEGACY_CATEGORIES}. */
export type LegacyCategory = (typeof LEGACY_CATEGORIES)[number];

/** Statuses of the cortexd protocol; the number is the place. */
export const LEGACY_STATUSES = ["active", "acknowledged", "dismissed"] as const;

/** One of {@link LEGACY_STATUSES}. */
export type LegacyStatus = (typeof LEGACY_STATUSES)[number];

/** Categories of ours that the protocol does not know are its `system`. */
export function legacyCategory(category: Category): LegacyCategory {
  return LEGACY_CATEGORIES.find((known) => known === category) ?? "system";
}

/** An alert that has resolved itself is dismissed there. */
export function legacyStatus(status: AlertStatus): LegacyStatus {
  return status === "resolved" ? "dismissed" : status;
}

/** An alert in the protocol's members and their order. */
export function alertView(alert: Alert): Record<string, unknown> {
  const category = legacyCategory(alert.category);
  const status = legacyStatus(alert.status);
  const dismissed_at = alert.dismissed_at ?? alert.resolved_at;
  return {
    uuid: alert.id,
    severity: SEVERITIES.indexOf(alert.severity),
    severity_name: alert.severity,
    category: LEGACY_CATEGORIES.indexOf(category),
    category_name: category,
    source: alert.rule,
    message: alert.message,
    description: alert.description,
    timestamp: seconds(alert.raised_at),
    status: LEGACY_STATUSES.indexOf(status),
    status_name: status,
    ...(alert.acknowledged_at === null ? {} : { acknowledged_at: seconds(alert.acknowledged_at) }),
    ...(status !== "dismissed" || dismissed_at === null ? {} : { dismissed_at: seconds(dismissed_at) }),
  };
}

/** `YYYY-MM-DDTHH:MM:SSZ`: the protocol's times have no fractions. */
function seconds(time: string): string {
  return time.replace(/\.\d+Z$/, "Z");
}
