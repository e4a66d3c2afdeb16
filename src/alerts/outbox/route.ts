/** From events to entries of the outbox: which leave, which wait for the end of a silence or for a summary. Pure. */
import { z } from "zod";
import type { Alert } from "../../contract/mod.ts";
import type { NewEvent, NewOutboxEntry } from "../../store/mod.ts";
import { type AlertEventType, eventOf } from "../announce.ts";
import { isOpen, type Moment } from "../episode.ts";
import { admit, isDue, isIdle, type Limit, limitState, NO_LIMIT, summarize } from "./limit.ts";

/** What leaves: what calls somebody, and its end. What somebody did and what has eased calls nobody. */
const LEAVING = z.enum([
  "alert.raised",
  "alert.escalated",
  "alert.reopened",
  "alert.reactivated",
  "alert.resolved",
]);

const routing = z.object({
  /** Alerts of which the outside was told and not yet that they are over. */
  sent: z.array(z.string()).readonly(),
  /** Alerts that a silence covers, with what is to be told of them when they are open at its end. */
  silenced: z.array(z.tuple([z.string(), LEAVING])).readonly(),
  limits: z.array(z.tuple([z.string(), limitState])).readonly(),
}).readonly();

/** What the outbox knows between two changes. */
export type Routing = z.infer<typeof routing>;

/** Nothing has left yet. */
const NO_ROUTING: Routing = { sent: [], silenced: [], limits: [] };

/** What routing depends on at one moment. */
export interface Surroundings {
  readonly moment: Moment;
  /** Entries of one rule an hour at most. */
  readonly cap: number;
  alert(id: string): Alert | undefined;
  isSilenced(alert: Alert): boolean;
}

/** The routing that was kept; an empty one where that cannot be read. */
export function decodeRouting(text: string | null): Routing {
  try {
    return routing.parse(JSON.parse(text ?? ""));
  } catch {
    return NO_ROUTING;
  }
}

/** Whether there is something to tell though nothing has happened: a summary, or what a silence covered. */
export function isWaiting({ silenced, limits }: Routing, around: Surroundings): boolean {
  return limits.some(([, limit]) => isDue(limit, around.cap, around.moment.now_ms)) ||
    silenced.some(([id]) => !covered(around.alert(id), around));
}

/** Routes events, and what waited and may go now. A recovery is told wherever the alert was, silenced or not. */
export function route(before: Routing, events: readonly NewEvent[], around: Surroundings): {
  readonly routing: Routing;
  readonly entries: readonly NewOutboxEntry[];
} {
  const { moment, cap } = around;
  const sent = new Set(before.sent);
  const silenced = new Map(before.silenced);
  const limits = new Map<string, Limit>(before.limits);
  const entries: NewOutboxEntry[] = [];

  const offer = (event: NewEvent) => {
    const rule = String(event.data["rule"]);
    const entry = { ...event, rule, data: { ...event.data } };
    const admitted = admit(limits.get(rule) ?? NO_LIMIT, entry, cap, moment.now_ms);
    limits.set(rule, admitted.limit);
    if (admitted.sent) entries.push(entry);
  };
  const take = (event: NewEvent, type: AlertEventType & z.infer<typeof LEAVING>, id: string) => {
    const alert = around.alert(id);
    if (type === "alert.resolved") {
      silenced.delete(id);
      if (sent.delete(id)) offer(event);
    } else if (alert !== undefined && around.isSilenced(alert)) {
      silenced.set(id, type);
    } else {
      silenced.delete(id);
      sent.add(id);
      offer(event);
    }
  };

  for (const [rule, limit] of limits) {
    if (!isDue(limit, cap, moment.now_ms)) continue;
    const summary = summarize(limit, rule, moment);
    limits.set(rule, summary.limit);
    if (summary.entry !== null) entries.push(summary.entry);
  }
  for (const [id, type] of before.silenced) {
    const alert = around.alert(id);
    if (covered(alert, around)) continue;
    silenced.delete(id);
    if (alert === undefined || !isOpen(alert)) continue;
    take(eventOf(type, alert, moment.at), type, id);
  }
  for (const event of events) {
    const type = LEAVING.safeParse(event.type);
    if (type.success && event.alert_id !== null) take(event, type.data, event.alert_id);
  }
  return {
    routing: {
      sent: [...sent].filter((id) => around.alert(id) !== undefined),
      silenced: [...silenced],
      limits: [...limits].filter(([, limit]) => !isIdle(limit, moment.now_ms)),
    },
    entries,
  };
}

function covered(alert: Alert | undefined, { isSilenced }: Surroundings): boolean {
  return alert !== undefined && isOpen(alert) && isSilenced(alert);
}
