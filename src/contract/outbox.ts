import { z } from "zod";
import { page, paging, severity, time } from "./common.ts";
import { type Infer, once } from "./once.ts";
import { defineOperation } from "./operation.ts";

/** Something that must be told outside this host. */
export const outboxEntry = once(() =>
  z.object({
    seq: z.int().describe("Its number: rises with each entry, also across restarts"),
    at: time(),
    type: z.string().describe("As its event, alert.raised, or outbox.summary for what was held back"),
    severity: severity(),
    subject: z.string().describe("What it is about; empty for the host and for summaries"),
    rule: z.string().describe("Name of the alert's rule"),
    alert_id: z.string().nullable().describe("The alert it is about; null for summaries"),
    data: z.record(z.string(), z.unknown()).describe("Facts"),
  }).meta({ id: "OutboxEntry", description: "Something that must be told outside this host" })
);
export type OutboxEntry = Infer<typeof outboxEntry>;

/** Somebody who takes entries out of the outbox. */
export const outboxConsumer = once(() =>
  z.object({
    name: z.string().describe("As it called itself"),
    cursor: z.int().describe("Every entry up to this number is acknowledged"),
    waiting: z.int().describe("Entries it has not acknowledged"),
    idle_hours: z.int().describe("Hours of the daemon's running time since it was last seen"),
  }).meta({ id: "OutboxConsumer", description: "Somebody who takes entries out of the outbox" })
);
export type OutboxConsumer = Infer<typeof outboxConsumer>;

const outboxHeld = once(() =>
  z.object({
    rule: z.string().describe("Name of the rule"),
    count: z.int().describe("Events that are held back"),
    severity: severity().describe("The worst of them"),
    since: time().describe("When the first of them happened"),
    summary_at: time().describe("When one summary of them is sent, at the earliest"),
  }).meta({ id: "OutboxHeld", description: "Events of a rule that were more than its hourly cap" })
);
export type OutboxHeld = Infer<typeof outboxHeld>;

const consumer = once(() =>
  z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/).describe("Name of the consumer: gateway")
);

/** `outbox.list` */
export const outboxList = defineOperation({
  name: "outbox.list",
  kind: "query",
  summary: "Entries that are kept, oldest first, and their consumers; changes nothing",
  input: once(() => z.strictObject(paging())),
  output: once(() =>
    page(outboxEntry()).extend({
      consumers: z.array(outboxConsumer()),
      held: z.array(outboxHeld()).describe("What the hourly cap holds back, by rule"),
      dropped: z.int().describe("Entries that ever left because the outbox was full"),
    })
  ),
  errors: [],
  scope: "read",
  http: { method: "GET", path: "/v1/outbox" },
});

/** `outbox.read` */
export const outboxRead = defineOperation({
  name: "outbox.read",
  kind: "action",
  summary: "Gives the next entries to a consumer, at least once each and in order per subject",
  input: once(() =>
    z.strictObject({
      consumer: consumer(),
      limit: z.int().min(1).max(500).default(50).describe("Entries at most"),
      lease_seconds: z.int().min(1).max(3600).default(60)
        .describe("After this time entries that are not acknowledged are given again"),
    })
  ),
  output: once(() =>
    z.object({
      items: z.array(
        outboxEntry().extend({
          attempts: z.int().describe("How often it was given to this consumer, this time included"),
        }),
      ),
    })
  ),
  errors: ["STORE_FAILED"],
  scope: "control",
  routine: true,
  http: { method: "POST", path: "/v1/outbox/read" },
});

/** `outbox.acknowledge` */
export const outboxAcknowledge = defineOperation({
  name: "outbox.acknowledge",
  kind: "action",
  summary: "Says that entries were delivered; they are not given to this consumer again",
  input: once(() =>
    z.strictObject({
      consumer: consumer(),
      seqs: z.array(z.int().min(1)).max(500).optional().describe("Numbers of entries; these or up_to"),
      up_to: z.int().min(1).optional().describe("Every entry that was given, up to this number"),
    })
  ),
  output: once(() =>
    z.object({
      count: z.int().describe("Entries that were given and are acknowledged now"),
      cursor: z.int().describe("Every entry up to this number is acknowledged"),
    })
  ),
  errors: ["NOT_FOUND", "STORE_FAILED"],
  scope: "control",
  http: { method: "POST", path: "/v1/outbox/acknowledge" },
});
