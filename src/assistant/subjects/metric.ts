import { aroundMove } from "../around_move.ts";
import { causesOf, diagnose } from "../causes.ts";
import { isLong, lastOf, spanOf } from "../course.ts";
import { coursesOf } from "../courses.ts";
import { defineExplainer, orNone, type Scene } from "../explainer.ts";
import { factsFrom } from "../fact.ts";
import { gather } from "../gather.ts";
import { heaviestByCpu, heaviestByMemory } from "../heaviest.ts";
import type { Course, Known } from "../known.ts";
import { moveOf } from "../rise.ts";
import { say, type Sentence } from "../sentence.ts";
import { TOPICS } from "../topics.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Mount points, interfaces or users told of. */
const NAMED = 3;

/** The topic that a figure belongs to, by the beginning of its name. */
const TOPIC_OF: readonly (readonly [beginning: string, topic: string])[] = [
  ["cpu_", "cpu"],
  ["load_", "load"],
  ["memory_", "memory"],
  ["swap_", "memory"],
  ["disk_read_", "load"],
  ["disk_write_", "load"],
  ["disk_busy_", "load"],
  ["disk_", "disk"],
  ["io_", "load"],
  ["network_", "network"],
  ["user_", "users"],
  ["", "processes"],
];

/** A recorded figure: how it went, when it rose or fell and what happened then, and what may be behind it. */
export const metric = defineExplainer({
  kind: "metric",
  explain: async (id, scene) => {
    const { sources, call, now_ms } = scene;
    const [series = "", subject] = id.split(/:(.*)/s);
    const last = (ms: number) =>
      coursesOf(sources.metrics, {
        series: [series],
        from_ms: now_ms - ms,
        to_ms: now_ms,
        ...(subject === undefined ? {} : { subject }),
      });
    const day = await orNone(() => last(DAY_MS), "INVALID_PARAMS");
    if (day === null) return null;
    const hour = await last(HOUR_MS);
    const named = hour.toSorted((a, b) => b.last - a.last).slice(0, NAMED);
    const name = TOPIC_OF.find(([beginning]) => series.startsWith(beginning))?.[1];
    const topics = TOPICS.filter((topic) => topic.name === name);
    const causes = causesOf(topics);
    const courses = named.map((one) => ({
      hour: one,
      day: day.find((other) => other.subject === one.subject),
    }));
    const [known, told] = await Promise.all([
      gather(sources, call, { wanting: [...causes, HEAVIEST], now_ms }),
      Promise.all(courses.map(async (one) => [...courseIn(one), ...await moveIn(one, scene)])),
    ]);
    return {
      topics: topics.map((topic) => topic.name),
      paragraphs: [
        named.length === 0 ? nothingOf(series, known) : told.flat(),
        behind(series, known),
      ],
      found: diagnose(causes, known),
      further: topics.flatMap((topic) => topic.further),
    };
  },
});

const HEAVIEST = { needs: ["by_cpu", "by_memory"] as const, series: [] };

function nothingOf(series: string, { at }: Known): Sentence[] {
  const { text } = factsFrom({ source: "metrics.query", at });
  return [[text("values of the last hour", "Nothing", series), ` is recorded of ${series} in the last hour`]];
}

interface Courses {
  readonly hour: Course;
  readonly day: Course | undefined;
}

function courseIn({ hour, day }: Courses): Sentence[] {
  const { series, subject, unit, at } = hour;
  const { figure, name } = factsFrom({ source: "metrics.query", at });
  const whose = subject === "" ? [] : say` of ${name("subject", subject)}`;
  const told = [say`In ${lastOf(hour, "hour")} it was ${spanOf(hour, "the last hour")}`];
  if (day !== undefined && isLong(day)) {
    told.push(say`In ${lastOf(day, "day")} it was ${spanOf(day, "the last day")}`);
  }
  return [
    [series, ...whose, " is ", figure(`${series}, last value`, hour.last, unit, subject), " now"],
    ...told,
  ];
}

/** When it rose or fell, by the hour where that shows it, and what happened about then. */
async function moveIn({ hour, day }: Courses, scene: Scene): Promise<Sentence[]> {
  for (const course of [hour, ...(day === undefined ? [] : [day])]) {
    const move = moveOf(course);
    if (move !== null) return await aroundMove(course, move, scene);
  }
  return [];
}

/** Who uses what the figure counts. */
function behind(series: string, known: Known): Sentence[] {
  if (/^(cpu_|load_|processes|threads)/.test(series)) return heaviestByCpu(known);
  return /^(memory_|swap_)/.test(series) ? heaviestByMemory(known) : [];
}
