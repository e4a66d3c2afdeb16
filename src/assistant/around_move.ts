import { coursesOf } from "./courses.ts";
import type { Scene } from "./explainer.ts";
import { factsFrom } from "./fact.ts";
import { lastEvents, orNull, packageChanges } from "./gather.ts";
import type { Course } from "./known.ts";
import { changesTold } from "./package_changes.ts";
import type { Move } from "./rise.ts";
import { listed, say, type Sentence } from "./sentence.ts";
import { eventOf, isTold } from "./topics/changes.ts";

const HOUR_MS = 3_600_000;
/** How far about the moment it is looked for what else happened, milliseconds. */
const ABOUT_MS = 900_000;
/** Users and events told of. */
const NAMED = 3;

/** When a figure rose or fell, by how much, whose processes did, and what else happened about then. */
export async function aroundMove(course: Course, move: Move, scene: Scene): Promise<Sentence[]> {
  const { sources, call, now_ms } = scene;
  const [users, events, history] = await Promise.all([
    orNull(() => usersThenAndNow(course.series, move, scene)),
    orNull(() => lastEvents(sources, now_ms)),
    orNull(() => packageChanges(sources, call, move.at_ms + ABOUT_MS, HOUR_MS + ABOUT_MS)),
  ]);
  const about = (events?.items ?? []).filter(isTold)
    .filter(({ at }) => Math.abs(Date.parse(at) - move.at_ms) <= ABOUT_MS).slice(-NAMED).reverse();
  return [
    moved(course, move),
    ...(users ?? []),
    ...changesTold(history, { time: "the hour before that, or just after" }),
    ...(about.length === 0 ? [] : [say`About then happened ${listed(about.map(eventOf), "; ")}`]),
  ];
}

function moved({ series, unit, subject, at }: Course, { way, at_ms, before, after }: Move): Sentence {
  const { figure, time } = factsFrom({ source: "metrics.query", at });
  return say`It ${[way]} at about ${
    time(`${series} ${way} at`, new Date(at_ms).toISOString(), subject)
  }: from ${
    figure(`${series}, average before`, before.avg, unit, subject, before.samples)
  } on average before to ${
    figure(`${series}, average since`, after.avg, unit, subject, after.samples)
  } since`;
}

/** The series of users that says whose share of a figure is whose. */
const OF_USERS: readonly (readonly [figures: RegExp, series: string])[] = [
  [/^(cpu_|load_|processes|threads)/, "user_cpu_percent"],
  [/^(memory_|swap_)/, "user_memory_bytes"],
];

/** Whose processes used more, or less, than before: the largest differences. */
async function usersThenAndNow(series: string, move: Move, { sources, now_ms }: Scene): Promise<Sentence[]> {
  const [, of_users] = OF_USERS.find(([figures]) => figures.test(series)) ?? [];
  if (of_users === undefined) return [];
  const courses = (from_ms: number, to_ms: number) =>
    coursesOf(sources.metrics, { series: [of_users], from_ms, to_ms });
  const [then, since] = await Promise.all([
    courses(move.at_ms - HOUR_MS, move.at_ms),
    courses(move.at_ms, now_ms),
  ]);
  const sign = move.way === "rose" ? 1 : -1;
  const each = since
    .map((after) => ({ after, before: then.find(({ subject }) => subject === after.subject) }))
    .map(({ after, before }) => ({ after, before, more: sign * (after.avg - (before?.avg ?? 0)) }))
    .filter(({ more }) => more > 0).toSorted((a, b) => b.more - a.more).slice(0, NAMED)
    .map(({ after, before }) => userTold(after, before));
  const what = of_users === "user_cpu_percent" ? "CPU" : "memory";
  return each.length === 0 ? [] : [[`The users whose ${what} ${move.way} with it: `, ...listed(each, "; ")]];
}

function userTold(after: Course, before: Course | undefined): Sentence {
  const { figure, name } = factsFrom({ source: "metrics.query", at: after.at });
  const { series, unit, subject } = after;
  return say`${name("user", subject)} from ${
    figure(`${series}, average before`, before?.avg ?? 0, unit, subject, before?.samples.avg ?? [])
  } to ${figure(`${series}, average since`, after.avg, unit, subject, after.samples.avg)}`;
}
