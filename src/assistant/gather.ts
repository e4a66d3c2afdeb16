import { type Category, CortexError, type OutputOf } from "../contract/mod.ts";
import { rfc3339 } from "../core/clock.ts";
import { withDeadline } from "../core/deadline.ts";
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
const MOST_CHANGES = 1000;
/** Nobody waits for it while the worker that reads it builds an index, milliseconds. */
const HISTORY_MS = 5000;
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
const FAILED: Wanting = { needs: ["services"], series: [] };

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
    events: () => lastEvents(sources, now_ms),
    services: () => Promise.resolve(services.failed()),
    packages: async () => indexed(await packages.status()),
    updates: async () => await packages.updates({ security: false }),
    history: () => packageChanges(sources, call, now_ms),
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

/** null where nothing is known of packages. */
function indexed(status: OutputOf<"packages.status">): Known["packages"] {
  const { total, installed, explicit, updates, built_at } = status;
  if (total === null || installed === null || explicit === null || updates === null) return null;
  return built_at === null ? null : { ...status, total, installed, explicit, updates, built_at };
}

/** What was done to packages in the time before a moment. @param lasts_ms A day without it. */
export async function packageChanges(
  { packages }: Sources,
  call: Cancellable,
  until_ms: number,
  lasts_ms: number = DAY_MS,
): Promise<OutputOf<"packages.history">> {
  const since = rfc3339(until_ms - lasts_ms);
  const reading = async () => await packages.history({ since, limit: MOST_CHANGES }, call);
  const found = await withDeadline(
    reading(),
    HISTORY_MS,
    () => new CortexError("TIMEOUT", "Cannot wait longer for the history of packages: their worker is busy"),
  );
  return { ...found, items: found.items.filter(({ at }) => Date.parse(at) <= until_ms) };
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
  const course = async (from_ms: number, to_ms: number) => {
    const range = { series: [alert.metric], from_ms, to_ms, subject: alert.subject };
    const [found] = await coursesOf(sources.metrics, range);
    return found ?? null;
  };
  const is_open = alert.resolved_at === null && alert.dismissed_at === null;
  const users = () =>
    coursesOf(sources.metrics, {
      series: ["user_cpu_percent", "user_memory_bytes"],
      from_ms: raised_ms - HOUR_MS,
      to_ms: raised_ms,
    });
  const heavy = HEAVY.includes(alert.category);
  const wanting = [...causesBehind(alert), FAILED, ...(heavy ? [HEAVIEST] : [])];
  const [before, since, history, users_before, events, open, now] = await Promise.all([
    orNull(() => course(raised_ms - HOUR_MS, raised_ms)),
    is_open ? orNull(() => course(raised_ms, now_ms)) : null,
    orNull(() => packageChanges(sources, call, raised_ms)),
    heavy ? orNull(users) : null,
    orNull(() => lastEvents(sources, now_ms, alert.subject)),
    orNull(async () => await sources.alerts.list({ open: true, limit: MOST })),
    is_open ? gather(sources, call, { wanting, now_ms }) : null,
  ]);
  return { alert, now, before, since, history, users_before, events, open, at: rfc3339(now_ms) };
}

/** The events of the last day, about a subject where one is given. */
export async function lastEvents({ events }: Sources, now_ms: number, subject?: string): Promise<LastEvents> {
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
