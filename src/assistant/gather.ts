import { CortexError } from "../contract/mod.ts";
import { rfc3339 } from "../core/clock.ts";
import { logger } from "../log/mod.ts";
import { causesBehind } from "./causes.ts";
import { coursesOf } from "./courses.ts";
import { type AlertKnown, type Known, type LastEvents, type Need, NOTHING } from "./known.ts";
import type { Cancellable, Sources } from "./sources.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Events looked at. */
const MOST_EVENTS = 500;
/** Items of every other list: more than any answer names. */
const MOST = 20;

/** Something that is made of what is known. */
export interface Wanting {
  readonly needs: readonly Need[];
  readonly series: readonly string[];
}

/** What is wanted, and for when. */
export interface Wanted {
  /** Topics and causes, by what they are made of. */
  readonly wanting: readonly Wanting[];
  readonly now_ms: number;
}

type Read = { readonly [N in Need]: () => Promise<Known[N]> };

/** Reads what is wanted, each thing once; what a part cannot give at present is left out. */
export async function gather(sources: Sources, call: Cancellable, wanted: Wanted): Promise<Known> {
  const { wanting, now_ms } = wanted;
  const series = [...new Set(wanting.flatMap(({ series }) => series))];
  const needs = new Set(wanting.flatMap(({ needs }) => needs));
  const { health, monitor, alerts, services, packages, vulnerabilities, metrics } = sources;
  const last = (ms: number) => coursesOf(metrics, { series, from_ms: now_ms - ms, to_ms: now_ms });
  const read: Read = {
    health: async () => await health.get(call),
    by_cpu: async () => await monitor.processes({ sort: "cpu", limit: MOST }, call),
    by_memory: async () => await monitor.processes({ sort: "memory", limit: MOST }, call),
    users: async () => await monitor.users({ sort: "cpu", all: false, limit: MOST }, call),
    persistent: () => Promise.resolve(monitor.persistentUsers({ limit: MOST })),
    alerts: async () => await alerts.list({ open: true, limit: MOST }),
    events: () => lastDay(sources, now_ms),
    services: () => Promise.resolve(services.failed()),
    packages: () => Promise.resolve(packages.status()),
    vulnerabilities: () => Promise.resolve(vulnerabilities.summary()),
    hour: () => last(HOUR_MS),
    day: () => last(DAY_MS),
  };
  const found = await Promise.all(
    [...needs].map(async (need) => [need, await orNull<Known[Need]>(read[need])] as const),
  );
  return { ...NOTHING, ...Object.fromEntries(found), at: rfc3339(now_ms) };
}

/** Reads what is known of an alert. Throws ALERT_NOT_FOUND. */
export async function gatherAlert(
  sources: Sources,
  call: Cancellable,
  { id, now_ms }: { readonly id: string; readonly now_ms: number },
): Promise<AlertKnown> {
  const alert = await sources.alerts.get({ id });
  const raised_ms = Date.parse(alert.raised_at);
  const hour_before = async () => {
    const [course] = await coursesOf(sources.metrics, {
      series: [alert.metric],
      from_ms: raised_ms - HOUR_MS,
      to_ms: raised_ms,
      subject: alert.subject,
    });
    return course ?? null;
  };
  const is_open = alert.resolved_at === null && alert.dismissed_at === null;
  const [before, events, open, now] = await Promise.all([
    orNull(hour_before),
    orNull(() => lastDay(sources, now_ms, alert.subject)),
    orNull(async () => await sources.alerts.list({ open: true, limit: MOST })),
    is_open ? gather(sources, call, { wanting: causesBehind(alert), now_ms }) : null,
  ]);
  return { alert, now, before, events, open, at: rfc3339(now_ms) };
}

async function lastDay({ events }: Sources, now_ms: number, subject?: string): Promise<LastEvents> {
  const { items, next_cursor } = await events.list({
    order: "newest",
    limit: MOST_EVENTS,
    ...(subject === undefined ? {} : { subject }),
  });
  const recent = items.filter(({ at }) => Date.parse(at) > now_ms - DAY_MS);
  return { items: recent, more: recent.length === items.length && next_cursor !== null };
}

/** An answer says less where a part cannot say anything; a fault of the program's own is not hidden. */
async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof CortexError)) throw error;
    logger("assistant").debug("Left out of an answer: {reason}", { reason: error.message });
    return null;
  }
}
