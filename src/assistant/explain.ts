import type { AssistantReply } from "../contract/mod.ts";
import { factsFrom } from "./fact.ts";
import type { AlertKnown } from "./known.ts";
import { replyOf } from "./reply.ts";
import { counted, listed, say, type Sentence } from "./sentence.ts";
import { diagnoseAlert } from "./causes.ts";
import { spanOf } from "./course.ts";

/** Other alerts named. */
const NAMED = 3;

/** Explains an alert from what is known of it. */
export function explanationOf(known: AlertKnown): AssistantReply {
  const { alert, now } = known;
  return replyOf({
    topics: [alert.category],
    paragraphs: [
      what(known),
      [...course(known), ...cause(known)],
      [...often(known), ...beside(known)],
      advice(known),
    ],
    found: now === null ? [] : diagnoseAlert(alert, now),
  });
}

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

function course({ alert, before }: AlertKnown): Sentence[] {
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
  ];
}

function cause({ alert }: AlertKnown): Sentence[] {
  if (alert.description === "") return [];
  const { text } = factsFrom({ source: "alerts.get", at: alert.updated_at });
  return [say`The cause, as far as it is known: ${text("cause", alert.description, alert.subject)}`];
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
