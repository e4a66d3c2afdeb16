/** The cap of each rule: beyond it nothing is sent one by one, but told in one summary at the end of the hour. Pure. */
import { z } from "zod";
import { SEVERITIES, severity } from "../../contract/mod.ts";
import type { NewOutboxEntry } from "../../store/mod.ts";
import type { Moment } from "../episode.ts";

const HOUR_MS = 3_600_000;

/** Subjects that a summary names; of others it tells the number of their events. */
const MOST_SUBJECTS = 100;

/** What is known of one rule. */
export const limitState = z.object({
  /** When entries were sent within the last hour, by `now_ms`; summaries count too. */
  sent_ms: z.array(z.number()).readonly(),
  summary_ms: z.number().nullable(),
  /** What waits for the summary; while something does, everything of the rule waits, so that order is kept. */
  held: z.object({
    since: z.string(),
    count: z.number(),
    severity: severity(),
    types: z.record(z.string(), z.number()).readonly(),
    subjects: z.array(z.object({ subject: z.string(), count: z.number(), last: z.string() })).readonly(),
    unnamed: z.number(),
  }).nullable(),
}).readonly();
/** What is known of one rule. */
export type Limit = z.infer<typeof limitState>;
type Held = NonNullable<Limit["held"]>;

/** Nothing was sent, nothing waits. */
export const NO_LIMIT: Limit = { sent_ms: [], summary_ms: null, held: null };

/** Sends an entry, or holds it back: in any 60 minutes at most `cap` entries of a rule are sent. */
export function admit(
  limit: Limit,
  entry: NewOutboxEntry,
  cap: number,
  now_ms: number,
): { readonly limit: Limit; readonly sent: boolean } {
  const sent_ms = recent(limit, now_ms);
  if (limit.held === null && sent_ms.length < cap) {
    return { limit: { ...limit, sent_ms: [...sent_ms, now_ms] }, sent: true };
  }
  return { limit: { ...limit, sent_ms, held: hold(limit.held, entry) }, sent: false };
}

/** Whether a summary may be sent now: one an hour, and never beyond the cap. */
export function isDue(limit: Limit, cap: number, now_ms: number): boolean {
  const { summary_ms, held } = limit;
  if (held === null || recent(limit, now_ms).length >= cap) return false;
  return summary_ms === null || !isRecent(summary_ms, now_ms);
}

/** When a summary of what is held may be sent, by `now_ms`. */
export function dueAt(limit: Limit, cap: number, now_ms: number): number {
  const sent_ms = recent(limit, now_ms);
  const { summary_ms } = limit;
  const room_ms = sent_ms.length < cap ? now_ms : (sent_ms.at(-cap) ?? now_ms) + HOUR_MS;
  return summary_ms !== null && isRecent(summary_ms, now_ms)
    ? Math.max(room_ms, summary_ms + HOUR_MS)
    : room_ms;
}

/** The one entry that tells of all that was held back; null where nothing was. */
export function summarize(
  limit: Limit,
  rule: string,
  { now_ms, at }: Moment,
): { readonly limit: Limit; readonly entry: NewOutboxEntry | null } {
  const { held } = limit;
  if (held === null) return { limit, entry: null };
  const { severity, ...facts } = held;
  const message = `${held.count} more events of the rule ${rule} were held back`;
  return {
    limit: { sent_ms: [...recent(limit, now_ms), now_ms], summary_ms: now_ms, held: null },
    entry: {
      at,
      type: "outbox.summary",
      severity,
      subject: "",
      rule,
      alert_id: null,
      data: { message, ...facts },
    },
  };
}

/** Whether nothing of a rule has to be remembered any more. */
export function isIdle(limit: Limit, now_ms: number): boolean {
  return limit.held === null && recent(limit, now_ms).length === 0;
}

function recent({ sent_ms }: Limit, now_ms: number): number[] {
  return sent_ms.filter((one) => isRecent(one, now_ms));
}

/** A time to come, as after a clock that was set back, is not: nothing may wait for it. */
function isRecent(at_ms: number, now_ms: number): boolean {
  return at_ms <= now_ms && now_ms - at_ms < HOUR_MS;
}

function hold(before: Held | null, { at, type, severity, subject }: NewOutboxEntry): Held {
  const { since, count, types, subjects, unnamed, severity: worst } = before ??
    { since: at, count: 0, types: {}, subjects: [], unnamed: 0, severity };
  const known = subjects.find((one) => one.subject === subject);
  const named = known !== undefined || subjects.length < MOST_SUBJECTS;
  const others = subjects.filter((one) => one !== known);
  return {
    since,
    count: count + 1,
    severity: SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(worst) ? severity : worst,
    types: { ...types, [type]: (types[type] ?? 0) + 1 },
    subjects: named ? [...others, { subject, count: (known?.count ?? 0) + 1, last: type }] : subjects,
    unnamed: named ? unnamed : unnamed + 1,
  };
}
