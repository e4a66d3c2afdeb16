import { z } from "zod";
import { nothing, page, paging, severity, time } from "./common.ts";
import { type Infer, once } from "./once.ts";
import { defineOperation } from "./operation.ts";

/** What an alert is about. */
export const CATEGORIES = [
  "cpu",
  "memory",
  "disk",
  "apt",
  "cve",
  "service",
  "system",
  "network",
  "user",
  "pressure",
] as const;
/** What an alert is about. */
export const category = once(() =>
  z.enum(CATEGORIES).meta({ id: "Category", description: "What an alert is about" })
);
export type Category = Infer<typeof category>;

/** active and acknowledged ones are open; resolved and dismissed ones are over. */
export const ALERT_STATUSES = ["active", "acknowledged", "resolved", "dismissed"] as const;
/** Where an alert is in its life. */
export const alertStatus = once(() =>
  z.enum(ALERT_STATUSES).meta({
    id: "AlertStatus",
    description: "active and acknowledged ones are open; resolved and dismissed ones are over",
  })
);
export type AlertStatus = Infer<typeof alertStatus>;

/** system is the host, user one user's load, persistent one that has lasted. */
export const ALERT_KINDS = ["system", "user", "persistent"] as const;
/** Whom an alert concerns. */
export const alertKind = once(() =>
  z.enum(ALERT_KINDS).meta({
    id: "AlertKind",
    description: "system is the host, user one user's load, persistent one that has lasted",
  })
);
export type AlertKind = Infer<typeof alertKind>;

/** What says of an alert that it is not sent out at present. */
export const silenced = once(() =>
  z.object({
    id: z.uuid().describe("Id of the silence"),
    until: time(),
    reason: z.string().describe("Why, as somebody said it"),
  }).meta({
    id: "Silenced",
    description: "The silence that covers an alert; of several the one that ends last",
  })
);
export type Silenced = Infer<typeof silenced>;

/** One episode of one condition on one subject. */
export const alert = once(() =>
  z.object({
    id: z.uuid().describe("Stays the same for the whole episode"),
    rule: z.string().describe("Name of the rule that raised it"),
    kind: alertKind(),
    severity: severity(),
    category: category(),
    status: alertStatus(),
    subject: z.string().describe("What it is about: a mount point, a user, a unit; empty for the host"),
    message: z.string().describe("One line: what is wrong, with the figure"),
    description: z.string().describe("The cause as far as it is known"),
    recommendation: z.string().describe("What to do"),
    metric: z.string().describe("The figure the rule looks at"),
    value: z.number().nullable().describe("The last value seen"),
    peak: z.number().nullable().describe("The worst value of the episode"),
    threshold: z.number().nullable().describe("The threshold that was crossed"),
    unit: z.string().describe("Of value, peak and threshold"),
    raised_at: time(),
    updated_at: time(),
    acknowledged_at: time().nullable().describe("null: nobody has"),
    resolved_at: time().nullable().describe("null: the condition lasts"),
    dismissed_at: time().nullable().describe("null: nobody has"),
    recoveries: z.int().describe("How often the condition went away and came back within the episode"),
    data: z.record(z.string(), z.unknown()).describe("Facts: top processes, mount, users"),
    silenced: silenced().optional().describe("Only while a silence covers the open alert"),
  }).meta({ id: "Alert", description: "One episode of one condition on one subject" })
);
export type Alert = Infer<typeof alert>;

/** Open alerts by severity; derived, never kept. */
export const alertCounts = once(() =>
  z.object({
    info: z.int().describe("Of severity info"),
    warning: z.int().describe("Of severity warning"),
    error: z.int().describe("Of severity error"),
    critical: z.int().describe("Of severity critical"),
  }).meta({ id: "AlertCounts", description: "Open alerts by severity; derived, never kept" })
);
export type AlertCounts = Infer<typeof alertCounts>;

const filters = once(() => ({
  severity: severity().optional(),
  category: category().optional(),
  subject: z.string().max(4096).optional(),
}));
const one = once(() => z.strictObject({ id: z.uuid() }));
const many = once(() => z.object({ count: z.int().describe("Alerts changed") }));
const changes = ["ALERT_NOT_FOUND", "ALERT_STATE", "STORE_FAILED"] as const;

/** `alerts.list` */
export const alertsList = defineOperation({
  name: "alerts.list",
  kind: "query",
  summary: "Alerts, newest first",
  input: once(() =>
    z.strictObject({
      ...filters(),
      status: alertStatus().optional(),
      open: z.boolean().optional().describe("Only active and acknowledged ones"),
      ...paging(),
    })
  ),
  output: once(() => page(alert()).extend({ counts: alertCounts() })),
  errors: [],
  scope: "read",
  http: { method: "GET", path: "/v1/alerts" },
});

/** `alerts.get` */
export const alertsGet = defineOperation({
  name: "alerts.get",
  kind: "query",
  summary: "One alert",
  input: one,
  output: alert,
  errors: ["ALERT_NOT_FOUND"],
  scope: "read",
  http: { method: "GET", path: "/v1/alerts/{id}" },
});

/** `alerts.acknowledge` */
export const alertsAcknowledge = defineOperation({
  name: "alerts.acknowledge",
  kind: "action",
  summary: "Says that somebody looks after an active alert",
  input: one,
  output: alert,
  errors: changes,
  scope: "control",
  http: { method: "POST", path: "/v1/alerts/{id}/acknowledge" },
});

/** `alerts.dismiss` */
export const alertsDismiss = defineOperation({
  name: "alerts.dismiss",
  kind: "action",
  summary: "Hides an open alert; it comes back after a day if its condition still lasts",
  input: one,
  output: alert,
  errors: changes,
  scope: "control",
  http: { method: "POST", path: "/v1/alerts/{id}/dismiss" },
});

/** `alerts.resolve` */
export const alertsResolve = defineOperation({
  name: "alerts.resolve",
  kind: "action",
  summary: "Ends an open alert by hand; a new one follows if its condition still lasts",
  input: one,
  output: alert,
  errors: changes,
  scope: "control",
  http: { method: "POST", path: "/v1/alerts/{id}/resolve" },
});

/** `alerts.acknowledge_all` */
export const alertsAcknowledgeAll = defineOperation({
  name: "alerts.acknowledge_all",
  kind: "action",
  summary: "Acknowledges every active alert that fits",
  input: once(() => z.strictObject(filters())),
  output: many,
  errors: ["STORE_FAILED"],
  scope: "control",
  http: { method: "POST", path: "/v1/alerts/acknowledge" },
});

/** `alerts.dismiss_all` */
export const alertsDismissAll = defineOperation({
  name: "alerts.dismiss_all",
  kind: "action",
  summary: "Dismisses every open alert that fits",
  input: once(() => z.strictObject(filters())),
  output: many,
  errors: ["STORE_FAILED"],
  scope: "control",
  http: { method: "POST", path: "/v1/alerts/dismiss" },
});

/** `alerts.clear` */
export const alertsClear = defineOperation({
  name: "alerts.clear",
  kind: "action",
  summary: "Removes the alerts that are over: resolved ones, and dismissed ones whose condition is gone",
  input: nothing,
  output: many,
  errors: ["STORE_FAILED"],
  scope: "control",
  http: { method: "POST", path: "/v1/alerts/clear" },
});
