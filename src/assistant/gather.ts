import { type Category, CortexError } from "../contract/mod.ts";
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

const MOST_FINDINGS = 200;
/** Processes of a page, and pages. */
const PAGE = 500;
const MOST_PAGES = 8;

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

/** Alerts that processes and users are behind. */
const HEAVY: readonly Category[] = ["cpu", "memory", "pressure", "user"];
const HEAVIEST: Wanting = { needs: ["by_cpu", "by_memory", "users"], series: [] };

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
    conflicts: () => Promise.resolve(packages.conflicts()),
    findings: () => worstFindings(sources),
    running: () => allProcesses(sources, call),
    hour: () => last(HOUR_MS),
    day: () => last(DAY_MS),
  };
  const found = await Promise.all(
    [...needs].map(async (need) => [need, await orNull<Known[Need]>(read[need])] as const),
  );
  return { ...NOTHING, ...Object.fromEntries(found), at: rfc3339(now_ms) };
}

/** The vulnerabilities that are told of by name: critical ones before high ones. */
async function worstFindings({ vulnerabilities }: Sources): Promise<Known["findings"]> {
  const of = (severity: "critical" | "high") =>
    vulnerabilities.list({ severity, all: false, limit: MOST_FINDINGS });
  const [critical, high] = await Promise.all([of("critical"), of("high")]);
  return { ...critical, items: [...critical.items, ...high.items] };
}

/** The processes by name, so many pages of them as are read. */
async function allProcesses({ monitor }: Sources, call: Cancellable): Promise<Known["running"]> {
  const query = { sort: "name", limit: PAGE } as const;
  let page = await monitor.processes(query, call);
  const items = [...page.items];
  for (let pages = 1; pages < MOST_PAGES && page.next_cursor !== null; pages++) {
    page = await monitor.processes({ ...query, cursor: page.next_cursor }, call);
    items.push(...page.items);
  }
  return { items, taken_at: page.taken_at };
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
  const users = () =>
    coursesOf(sources.metrics, {
      series: ["user_cpu_percent", "user_memory_bytes"],
      from_ms: raised_ms - HOUR_MS,
      to_ms: raised_ms,
    });
  const heavy = HEAVY.includes(alert.category);
  const wanting = [...causesBehind(alert), ...(heavy ? [HEAVIEST] : [])];
  const [before, users_before, events, open, now] = await Promise.all([
    orNull(hour_before),
    heavy ? orNull(users) : null,
    orNull(() => lastDay(sources, now_ms, alert.subject)),
    orNull(async () => await sources.alerts.list({ open: true, limit: MOST })),
    is_open ? gather(sources, call, { wanting, now_ms }) : null,
  ]);
  return { alert, now, before, users_before, events, open, at: rfc3339(now_ms) };
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

/** What is read, null where a part cannot say it at present; a fault of the program's own is not hidden. */
export async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof CortexError)) throw error;
    logger("assistant").debug("Left out of an answer: {reason}", { reason: error.message });
    return null;
  }
}
