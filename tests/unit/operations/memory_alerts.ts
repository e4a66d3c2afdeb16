import { type Alert, CortexError, SEVERITIES, type Silence } from "../../../src/contract/mod.ts";
import type { Parts } from "../../../src/operations/mod.ts";

const AT = "2026-11-21T12:00:00.000Z";

/** A UUID that ends in a number. */
export const uuid = (number: number): string =>
  `00000000-0000-4000-8000-${number.toString().padStart(12, "0")}`;

/** An active warning about the root mount, with other facts where they are given. */
export function sampleAlert(number: number, facts: Partial<Alert> = {}): Alert {
  return {
    id: uuid(number),
    rule: "disk",
    kind: "system",
    severity: "warning",
    category: "disk",
    status: "active",
    subject: "/",
    message: "Disk / is 81 % full",
    description: "81 GB of 100 GB are used",
    recommendation: "Remove what is not needed",
    metric: "disk_usage_percent",
    value: 81,
    peak: 82,
    threshold: 80,
    unit: "percent",
    raised_at: AT,
    updated_at: AT,
    acknowledged_at: null,
    resolved_at: null,
    dismissed_at: null,
    recoveries: 0,
    data: {},
    ...facts,
  };
}

const SILENCE: Silence = {
  id: uuid(1),
  subject: "/",
  reason: "Moving data",
  by: "ann",
  started_at: AT,
  until: "2026-11-21T13:00:00.000Z",
};

const isOpen = ({ status }: Alert) => status === "active" || status === "acknowledged";

/** The alerts part over an array, newest first. */
export function memoryAlerts(first: readonly Alert[]): Parts["alerts"] {
  let kept = [...first];
  const fits = (
    alert: Alert,
    query: { readonly [K in "severity" | "category" | "subject" | "status"]?: string | undefined },
  ) =>
    (["severity", "category", "subject", "status"] as const)
      .every((key) => query[key] === undefined || alert[key] === query[key]);
  const find = (id: string) => {
    const alert = kept.find((one) => one.id === id);
    if (alert === undefined) {
      throw new CortexError("ALERT_NOT_FOUND", `Cannot find the alert "${id}": there is none`);
    }
    return alert;
  };
  const enter = (id: string, from: readonly Alert["status"][], change: Partial<Alert>) => {
    const before = find(id);
    if (!from.includes(before.status)) {
      throw new CortexError("ALERT_STATE", `Cannot change the alert "${id}": it is ${before.status}`);
    }
    const after = { ...before, ...change };
    kept = kept.map((one) => one === before ? after : one);
    return after;
  };
  const acknowledged = { status: "acknowledged", acknowledged_at: AT } as const;
  const dismissed = { status: "dismissed", dismissed_at: AT } as const;
  const all = (matches: (alert: Alert) => boolean, change: Partial<Alert>) => {
    const count = kept.filter(matches).length;
    kept = kept.map((one) => matches(one) ? { ...one, ...change } : one);
    return { count };
  };
  return {
    list: ({ limit, cursor, open, ...query }) => {
      const fitting = kept.filter((alert) => fits(alert, query) && (open !== true || isOpen(alert)));
      const from = Number(cursor ?? 0);
      const counts = Object.fromEntries(
        SEVERITIES.map((
          severity,
        ) => [severity, kept.filter((a) => isOpen(a) && a.severity === severity).length]),
      ) as Record<Alert["severity"], number>;
      const next = from + limit;
      return {
        items: fitting.slice(from, next),
        next_cursor: next < fitting.length ? String(next) : null,
        counts,
      };
    },
    get: ({ id }) => find(id),
    acknowledge: ({ id }) => enter(id, ["active"], acknowledged),
    dismiss: ({ id }) => enter(id, ["active", "acknowledged"], dismissed),
    resolve: ({ id }) => enter(id, ["active", "acknowledged"], { status: "resolved", resolved_at: AT }),
    acknowledgeAll: (query) => all((alert) => alert.status === "active" && fits(alert, query), acknowledged),
    dismissAll: (query) => all((alert) => isOpen(alert) && fits(alert, query), dismissed),
    clear: () => {
      const before = kept.length;
      kept = kept.filter(isOpen);
      return { count: before - kept.length };
    },
    silence: () => SILENCE,
    silences: () => ({ items: [SILENCE], next_cursor: null }),
    unsilence: () => SILENCE,
  };
}
