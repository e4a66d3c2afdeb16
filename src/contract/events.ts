import { z } from "zod";
import { page, paging, severity, time } from "./common.ts";
import { type Infer, once } from "./once.ts";
import { defineOperation } from "./operation.ts";

/** The types of events. */
export const EVENT_TYPES = [
  "alert.raised",
  "alert.escalated",
  "alert.eased",
  "alert.acknowledged",
  "alert.dismissed",
  "alert.reactivated",
  "alert.reopened",
  "alert.resolved",
  "alert.cleared",
  "config.reloaded",
  "config.rejected",
  "config.set",
  "daemon.started",
  "daemon.stopping",
  "job.started",
  "job.finished",
  "job.failed",
  "job.cancelled",
  "outbox.dropped",
  "outbox.consumer_forgotten",
  "part.restarted",
  "part.unhealthy",
  "silence.started",
  "silence.ended",
] as const;
/** What happened: alert.raised, daemon.started. */
export type EventType = typeof EVENT_TYPES[number];
/** What it happened to: alert, daemon. */
export type EventGroup = EventType extends `${infer G}.${string}` ? G : never;

/** The group of a type. */
export function groupOf(type: string): string {
  return type.split(".", 1)[0] ?? "";
}

/** What a filter may name: groups and types, each group before its types. */
const wantedType = once(() =>
  z.enum([...new Set(EVENT_TYPES.flatMap((type) => [groupOf(type) as EventGroup, type]))])
);

/** Something that happened: an alert that changed, a start, a reload. */
export const event = once(() =>
  z.object({
    seq: z.int().describe("Its number: rises by one with each event, also across restarts"),
    at: time(),
    type: z.string().describe("What happened: alert.raised, daemon.started"),
    severity: severity(),
    subject: z.string().describe("What it is about: a mount point, a user, a part; empty for the host"),
    alert_id: z.string().nullable().describe("The alert it is about, which may be gone"),
    data: z.record(z.string(), z.unknown()).describe("Facts"),
  }).meta({ id: "Event", description: "Something that happened: an alert that changed, a start, a reload" })
);
export type Event = Infer<typeof event>;

/** Which events are wanted: those that fit every member that is given. */
export const eventFilter = once(() =>
  z.strictObject({
    types: z.array(wantedType()).max(32).optional()
      .describe("Types, or what they begin with before the dot: alert.raised, alert"),
    severity: severity().optional().describe("The least severity"),
    subject: z.string().max(4096).optional(),
    job: z.uuid().optional().describe("Only what happened to the job of this id"),
  })
);
export type EventFilter = Infer<typeof eventFilter>;

const after = once(() => z.int().min(0).optional().describe("Only events with a number above this"));

/** `events.list` */
export const eventsList = defineOperation({
  name: "events.list",
  kind: "query",
  summary: "Events that are kept; a page may hold fewer than limit, even none, before the last one",
  input: once(() =>
    z.strictObject({
      ...eventFilter().shape,
      after: after(),
      order: z.enum(["oldest", "newest"]).default("oldest").describe("Which come first"),
      ...paging(),
    })
  ),
  output: once(() => page(event())),
  errors: [],
  scope: "read",
  http: { method: "GET", path: "/v1/events/list" },
});

/** `events.stream`: its output is sent once for each event. */
export const eventsStream = defineOperation({
  name: "events.stream",
  kind: "subscription",
  summary: "Events as they happen; with after, or the header Last-Event-ID, those since then first",
  input: once(() => z.strictObject({ ...eventFilter().shape, after: after() })),
  output: event,
  errors: [],
  scope: "read",
  http: { method: "GET", path: "/v1/events" },
});
