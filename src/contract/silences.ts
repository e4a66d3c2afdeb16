import { z } from "zod";
import { category } from "./alerts.ts";
import { moment, page, paging, severity, time } from "./common.ts";
import { type Infer, once } from "./once.ts";
import { defineOperation } from "./operation.ts";

/** Longest silence, seconds: 90 days. Whatever the clock does, none lasts longer. */
export const MAX_SILENCE_SECONDS = 7_776_000;

/** Which alerts a silence covers: those that fit every member that is given. */
const covered = once(() => ({
  rule: z.string().min(1).max(64).optional().describe("Only alerts of this rule"),
  category: category().optional().describe("Only alerts about this"),
  subject: z.string().max(1024).optional().describe(
    "Only subjects that fit this pattern of fnmatch(3): /mnt/*",
  ),
  severity: severity().optional().describe("Only alerts that are not worse than this"),
}));

/** A time in which some alerts are raised and shown, but not sent out. */
export const silence = once(() =>
  z.object({
    id: z.uuid().describe("Its id"),
    ...covered(),
    reason: z.string().describe("Why, as somebody said it"),
    by: z.string().describe("Who asked for it, as the client says; empty where it does not"),
    started_at: time(),
    until: time().describe("When it ends by itself"),
  }).meta({
    id: "Silence",
    description: "A time in which some alerts are raised and shown, but not sent out",
  })
);
export type Silence = Infer<typeof silence>;

/** `alerts.silence` */
export const alertsSilence = defineOperation({
  name: "alerts.silence",
  kind: "action",
  summary: "Keeps alerts that fit from being sent out for a time; what is open at its end is sent then",
  input: once(() =>
    z.strictObject({
      ...covered(),
      duration_seconds: z.int().min(1).max(MAX_SILENCE_SECONDS).optional()
        .describe("How long it lasts; this or until must be given"),
      until: moment().optional().describe("When it ends, within 90 days"),
      reason: z.string().trim().min(1).max(1024).describe("Why; shown with every alert it covers"),
      by: z.string().max(256).default("").describe("Who asks for it"),
    })
  ),
  output: silence,
  errors: ["STORE_FAILED"],
  scope: "control",
  http: { method: "POST", path: "/v1/silences" },
});

/** `alerts.silences` */
export const alertsSilences = defineOperation({
  name: "alerts.silences",
  kind: "query",
  summary: "Silences in force, newest first; those that have ended are among the events",
  input: once(() => z.strictObject(paging())),
  output: once(() => page(silence())),
  errors: [],
  scope: "read",
  http: { method: "GET", path: "/v1/silences" },
});

/** `alerts.unsilence` */
export const alertsUnsilence = defineOperation({
  name: "alerts.unsilence",
  kind: "action",
  summary: "Ends a silence before its time",
  input: once(() =>
    z.strictObject({
      id: z.uuid().describe("Id of the silence"),
      by: z.string().max(256).default("").describe("Who asks for it"),
    })
  ),
  output: silence,
  errors: ["NOT_FOUND", "STORE_FAILED"],
  scope: "control",
  http: { method: "POST", path: "/v1/silences/{id}/end" },
});
