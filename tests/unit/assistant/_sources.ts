import assert from "node:assert/strict";
import type {
  Alert,
  AssistantExplanation,
  Finding,
  Grounds,
  Health,
  OutputOf,
  Process,
} from "../../../src/contract/mod.ts";
import type { Sources } from "../../../src/assistant/mod.ts";
import { memoryParts } from "../operations/memory_parts.ts";
import { sampleAlert } from "../operations/memory_alerts.ts";
import { HEALTH } from "../operations/sample_health.ts";

/** When the questions are asked. */
export const NOW_MS = Date.parse("2026-11-21T12:00:00.000Z");

/** A clock that stands still. */
export const clock = { wall: () => NOW_MS, steady: () => 0 };

/** A call that nobody cancels. */
export const call = { signal: new AbortController().signal };

/** What may differ from one host to the next. */
export interface Figures {
  readonly health?: Partial<Health>;
  readonly processes?: readonly Partial<Process>[];
  /** Values of every series, and of single ones. */
  readonly values?: readonly number[];
  readonly series?: Readonly<Record<string, readonly number[]>>;
  /** When the first value was recorded. */
  readonly recorded_from?: string;
  readonly failed?: OutputOf<"services.failed">["items"];
  readonly history?: OutputOf<"packages.history">["items"];
  readonly conflicts?: OutputOf<"packages.conflicts">;
  readonly findings?: readonly Partial<Finding>[];
  readonly users?: OutputOf<"users.list">["items"];
  readonly alerts?: readonly Alert[];
  readonly events?: OutputOf<"events.list">["items"];
}

const ALERTS = [sampleAlert(1), sampleAlert(2, { subject: "/srv" })];

/** The one subject of a kind of series. */
const SUBJECTS: Readonly<Record<string, string>> = { disk: "/", network: "eth0", user: "alice" };

/** Parts of a daemon on a host with these figures. */
export function sourcesOf(
  { health = {}, processes = [{}], values = [], series: named = {}, events = [], alerts = ALERTS, ...more }:
    Figures = {},
): Sources {
  const parts = memoryParts({ alerts });
  return {
    ...parts,
    health: { get: () => ({ ...HEALTH, ...health }) },
    monitor: {
      ...parts.monitor,
      processes: async (query, call) => {
        const page = await parts.monitor.processes(query, call);
        return {
          ...page,
          items: processes.flatMap((one) => page.items.map((item) => ({ ...item, ...one }))),
        };
      },
      users: () => ({ items: more.users ?? [], next_cursor: null, taken_at: HEALTH.taken_at }),
    },
    services: {
      failed: () => ({ items: more.failed ?? [], available: true, checked_at: HEALTH.taken_at }),
    },
    packages: {
      ...parts.packages,
      history: async (query, call) => {
        const found = await parts.packages.history(query, call);
        return more.history === undefined ? found : { ...found, items: [...more.history] };
      },
      conflicts: () => more.conflicts ?? { direct: [], states: [], transitive: [] },
    },
    vulnerabilities: {
      ...parts.vulnerabilities,
      list: async (query) => {
        const page = await parts.vulnerabilities.list(query);
        const items = more.findings?.flatMap((one) => page.items.map((item) => ({ ...item, ...one }))) ??
          page.items;
        return { ...page, items: items.filter(({ severity }) => severity === (query.severity ?? severity)) };
      },
    },
    events: { list: () => ({ items: events, next_cursor: null }) },
    metrics: {
      query: ({ series, aggregation, subject = "" }) => ({
        from: more.recorded_from ?? "2026-11-21T11:00:00.000Z",
        to: "2026-11-21T12:00:00.000Z",
        step_seconds: 10,
        resolution_seconds: 10,
        aggregation,
        left_out: 0,
        items: series.split(",").map((name) => ({
          series: name,
          unit: name.endsWith("percent") ? "percent" : name.endsWith("bytes") ? "bytes" : "",
          help: "",
          group_by: "none" as const,
          subject: subject === "" ? SUBJECTS[name.split("_", 1)[0] ?? ""] ?? "" : subject,
          values: [...named[name] ?? values],
        })),
      }),
    },
  };
}

/** An event of an alert. */
export function alertEvent(seq: number, type: string, at: string): OutputOf<"events.list">["items"][number] {
  const data = { rule: "disk", message: `Disk / is ${seq} % full` };
  return { seq, at, type, severity: "warning", subject: "/", alert_id: null, data };
}

const numbersOf = (text: string) => text.match(/\d+(?:\.\d+)?/g) ?? [];

/** Every number of the answer stands in its evidence, every citation has its evidence, all evidence is cited. */
export function assertGrounded(answer: string, { evidence }: Pick<Grounds, "evidence">): void {
  const known = new Set(evidence.flatMap(({ text }) => numbersOf(text)));
  const cited = new Set<number>();
  const said = answer.replace(/ \[(\d+(?:, \d+)*)\]\./g, (_, list: string) => {
    for (const n of list.split(", ")) cited.add(Number(n));
    return "";
  });
  for (const number of numbersOf(said)) {
    assert.ok(known.has(number), `${number} is in the evidence: ${answer}`);
  }
  assert.deepEqual([...cited].toSorted((a, b) => a - b), evidence.map(({ n }) => n));
}

/** Sentences without their citations. */
export function said({ summary }: AssistantExplanation): string[] {
  return summary.split("\n").map((line) => line.replace(/ \[[\d, ]+\]/g, ""));
}
