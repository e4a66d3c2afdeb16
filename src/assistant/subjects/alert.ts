import { diagnoseAlert } from "../causes.ts";
import { spanOf } from "../course.ts";
import { defineExplainer } from "../explainer.ts";
import { factsFrom } from "../fact.ts";
import { gatherAlert } from "../gather.ts";
import { heaviestByCpu, heaviestByMemory } from "../heaviest.ts";
import type { AlertKnown, Course, Known } from "../known.ts";
import { changesTold } from "../package_changes.ts";
import { counted, listed, say, type Sentence } from "../sentence.ts";
import { services } from "../topics/services.ts";
import { users } from "../topics/users.ts";

/** Other alerts named. */
const NAMED = 3;

/** An alert: what it says, how it came to it, who was and is behind it, how often, and what to do. */
export const alert = defineExplainer({
  kind: "alert",
  explain: async (id, { sources, call, now_ms }) => {
    const known = await gatherAlert(sources, call, { id, now_ms });
    const { alert, now } = known;
    return {
      topics: [alert.category],
      paragraphs: [
        what(known),
        [...course(known), ...cause(known)],
        [...usersThen(known), ...usersNow(known), ...heaviestNow(alert.category, now)],
        [...changesTold(known.history, { time: "the day before the alert" }), ...failedNow(known)],
        [...often(known), ...beside(known)],
        advice(known),
      ],
      found: now === null ? [] : diagnoseAlert(alert, now),
    };
  },
});

function what({ alert }: AlertKnown): Sentence[] {
  const { text, time } = factsFrom({ source: "alerts.get", at: alert.updated_at });
  const { subject, severity, status, raised_at, resolved_at } = alert;
  const ended = resolved_at === null ? [] : say`, resolved ${time("resolved", resolved_at, subject)}`;
  return [
    say`${text("alert", alert.message, subject)}`,
    say`The alert is ${text("status", status, subject)}, of severity ${
      text("severity", severity, subject)
    }, raised ${time("raised", raised_at, subject)}${ended}`,
  ];
}

function course({ alert, before, since }: AlertKnown): Sentence[] {
  const { figure, text } = factsFrom({ source: "alerts.get", at: alert.updated_at });
  const { value, peak, threshold, unit, subject, metric, rule } = alert;
  const parts = ([["last value", value], ["worst", peak], ["threshold", threshold]] as const)
    .flatMap(([which, number]): Sentence[] =>
      number === null ? [] : [[`${which} `, figure(`${metric}, ${which}`, number, unit, subject)]]
    );
  return [
    ...(parts.length === 0 ? [] : [say`By the rule ${text("rule", rule, subject)}: ${listed(parts)}`]),
    ...(before === null
      ? []
      : [say`In the hour before it was ${spanOf(before, "the hour before the alert")}`]),
    ...(since === null ? [] : [sinceThen(since)]),
  ];
}

/** What became of the figure after the alert was raised. */
function sinceThen(course: Course): Sentence {
  const { series, unit, subject, last, at } = course;
  const { figure } = factsFrom({ source: "metrics.query", at });
  return say`Since then it was ${spanOf(course, "the time since the alert")}; it is ${
    figure(`${series}, at present`, last, unit, subject)
  } at present`;
}

/** Units that have failed, whatever the alert is about. */
function failedNow({ now }: AlertKnown): Sentence[] {
  return now === null || (now.services?.items.length ?? 0) === 0 ? [] : services.say(now);
}

function cause({ alert }: AlertKnown): Sentence[] {
  if (alert.description === "") return [];
  const { text } = factsFrom({ source: "alerts.get", at: alert.updated_at });
  return [say`The cause, as far as it is known: ${text("cause", alert.description, alert.subject)}`];
}

/** Who used most in the hour before. */
function usersThen({ users_before }: AlertKnown): Sentence[] {
  const most = (series: string) =>
    (users_before ?? []).filter((one) => one.series === series && one.avg > 0)
      .toSorted((a, b) => b.avg - a.avg).slice(0, NAMED).map(userThen);
  return ([["CPU", "user_cpu_percent"], ["memory", "user_memory_bytes"]] as const)
    .map(([what, series]) => [what, most(series)] as const)
    .filter(([, each]) => each.length > 0)
    .map(([what, each]) => [`In the hour before most ${what} was used by `, ...listed(each, "; ")]);
}

function userThen({ series, subject, unit, avg, at, samples }: Course): Sentence {
  const { figure, name } = factsFrom({ source: "metrics.query", at });
  const used = figure(`${series}, average of the hour before`, avg, unit, subject, samples.avg);
  return say`${name("user", subject)} with ${used} on average`;
}

/** Who does now, where that was told of then. */
function usersNow({ users_before, now }: AlertKnown): Sentence[] {
  return users_before === null || now === null || (now.users?.items.length ?? 0) === 0 ? [] : users.say(now);
}

/** Which processes use most at present. */
function heaviestNow(category: string, now: Known | null): Sentence[] {
  if (now === null) return [];
  return category === "memory" ? heaviestByMemory(now) : heaviestByCpu(now);
}

/** How often this began in the last day. */
function often({ alert, events, at }: AlertKnown): Sentence[] {
  if (events === null) return [];
  const times =
    events.items.filter(({ type, data }) =>
      ["alert.raised", "alert.reopened", "alert.reactivated"].includes(type) && data["rule"] === alert.rule
    ).length;
  if (times === 0) return [];
  const { figure } = factsFrom({ source: "events.list", at });
  const count = figure("times it began in the last day", times, "", alert.subject);
  return [say`In the last day it began ${counted(count, "time")}`];
}

function beside({ alert, open, at }: AlertKnown): Sentence[] {
  const others = (open?.items ?? []).filter(({ id }) => id !== alert.id).slice(0, NAMED);
  if (others.length === 0) return [];
  const { text } = factsFrom({ source: "alerts.list", at });
  return [
    say`Open besides: ${
      listed(others.map((one) => say`${text("open alert", one.message, one.subject)}`), "; ")
    }`,
  ];
}

function advice({ alert }: AlertKnown): Sentence[] {
  if (alert.recommendation === "") return [];
  const { text } = factsFrom({ source: "alerts.get", at: alert.updated_at });
  return [say`What to do: ${text("recommendation", alert.recommendation, alert.subject)}`];
}
