import { causesOf, diagnose } from "../causes.ts";
import { spanOf } from "../course.ts";
import { coursesOf } from "../courses.ts";
import { defineExplainer, orNone } from "../explainer.ts";
import { factsFrom } from "../fact.ts";
import { gather } from "../gather.ts";
import { heaviestByCpu, heaviestByMemory } from "../heaviest.ts";
import type { Course, Known } from "../known.ts";
import { say, type Sentence } from "../sentence.ts";
import { TOPICS } from "../topics.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Mount points, interfaces or users told of. */
const NAMED = 3;
/** A last value that is so many times the average of the day has risen; one below the inverse has fallen. */
const RISEN = 1.2;

/** The topic that a figure belongs to, by the beginning of its name. */
const TOPIC_OF: readonly (readonly [beginning: string, topic: string])[] = [
  ["cpu_", "cpu"],
  ["load_", "load"],
  ["memory_", "memory"],
  ["swap_", "memory"],
  ["disk_", "disk"],
  ["io_", "load"],
  ["network_", "network"],
  ["user_", "users"],
  ["", "processes"],
];

/** A recorded figure: how it went, and what may be behind it. */
export const metric = defineExplainer({
  kind: "metric",
  explain: async (series, { sources, call, now_ms }) => {
    const last = (ms: number) =>
      coursesOf(sources.metrics, { series: [series], from_ms: now_ms - ms, to_ms: now_ms });
    const day = await orNone(() => last(DAY_MS), "INVALID_PARAMS");
    if (day === null) return null;
    const hour = await last(HOUR_MS);
    const named = hour.toSorted((a, b) => b.last - a.last).slice(0, NAMED);
    const name = TOPIC_OF.find(([beginning]) => series.startsWith(beginning))?.[1];
    const topics = TOPICS.filter((topic) => topic.name === name);
    const causes = causesOf(topics);
    const known = await gather(sources, call, { wanting: [...causes, HEAVIEST], now_ms });
    return {
      topics: topics.map((topic) => topic.name),
      paragraphs: [
        named.length === 0
          ? [[`Nothing is recorded of ${series} in the last hour`]]
          : named.flatMap((one) => courseIn(one, day.find(({ subject }) => subject === one.subject))),
        behind(series, known),
      ],
      found: diagnose(causes, known),
    };
  },
});

const HEAVIEST = { needs: ["by_cpu", "by_memory"] as const, series: [] };

function courseIn(hour: Course, day: Course | undefined): Sentence[] {
  const { series, subject, unit, at } = hour;
  const { figure, name } = factsFrom({ source: "metrics.query", at });
  const whose = subject === "" ? [] : say` of ${name("subject", subject)}`;
  const latest = figure(`${series}, last value`, hour.last, unit, subject);
  const moved = movedSince(hour, day);
  return [
    [`${series}`, ...whose, " was ", latest, " at last", ...(moved === null ? [] : [`: ${moved}`])],
    say`In the last hour it was ${spanOf(hour, "the last hour")}`,
    ...(day === undefined ? [] : [say`In the last day it was ${spanOf(day, "the last day")}`]),
  ];
}

/** Whether a figure stands above or below the day; null where it does neither. */
function movedSince({ last }: Course, day: Course | undefined): string | null {
  if (day === undefined || day.avg <= 0) return null;
  if (last >= day.avg * RISEN) return "it has risen above the average of the day";
  return last <= day.avg / RISEN ? "it has fallen below the average of the day" : null;
}

/** Who uses what the figure counts. */
function behind(series: string, known: Known): Sentence[] {
  if (/^(cpu_|load_|processes|threads)/.test(series)) return heaviestByCpu(known);
  return /^(memory_|swap_)/.test(series) ? heaviestByMemory(known) : [];
}
