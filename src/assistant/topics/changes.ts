import { factsFrom } from "../fact.ts";
import type { Known, LastEvents } from "../known.ts";
import { changesTold } from "../package_changes.ts";
import { counted, listed, say, type Sentence } from "../sentence.ts";
import { defineTopic } from "../topic.ts";

/** Kinds counted, and events told of one by one. */
const KINDS = 6;
const NAMED = 5;

/** What happened in the last day. */
export const changes = defineTopic({
  name: "changes",
  about: "what changed in the last day",
  example: "What changed?",
  words: [
    "change",
    "changed",
    "changes",
    "happened",
    "event",
    "events",
    "recently",
    "history",
    "upgraded",
    "installed",
    "updated",
    "removed",
  ],
  needs: ["events", "history"],
  series: [],
  further: [],
  say: (
    known,
  ) => [...changesTold(known.history, { time: "the last day", none_at: known.at }), ...eventsTold(known)],
});

function eventsTold({ events: all, at }: Known): Sentence[] {
  if (all === null) return [];
  const events = { ...all, items: all.items.filter(isTold) };
  const { figure } = factsFrom({ source: "events.list", at });
  const total = figure("events of the last day", events.items.length, "");
  if (events.items.length === 0) return [say`In the last day there were ${total} events of the daemon`];
  return [
    say`In the last day there were ${events.more ? AT_LEAST : []}${counted(total, "event")} of the daemon: ${
      kindsOf(events, at)
    }`,
    say`The latest are ${listed(events.items.slice(0, NAMED).map(eventOf), "; ")}`,
  ];
}

/** That a job begins or ends as it should is nothing that changes a host. */
export function isTold({ type, severity }: LastEvents["items"][number]): boolean {
  return !type.startsWith("job.") || severity !== "info";
}

const AT_LEAST = ["at least "];

function kindsOf({ items }: LastEvents, at: string): Sentence {
  const { figure, text } = factsFrom({ source: "events.list", at });
  const counts = Map.groupBy(items, ({ type }) => type);
  const kinds = [...counts].toSorted(([, a], [, b]) => b.length - a.length).slice(0, KINDS);
  return listed(
    kinds.map(([type, { length }]) =>
      say`${text("kind of event", type)} ${counted(figure("events of this kind", length, "", type), "time")}`
    ),
  );
}

/** `alert.raised at 2026-11-21 11:59 UTC: Disk / is 9 % full` */
export function eventOf({ type, subject, at, data }: LastEvents["items"][number]): Sentence {
  const { name, text, time } = factsFrom({ source: "events.list", at });
  const message = data["message"];
  const more = typeof message === "string"
    ? say`: ${text("what it says", message, subject)}`
    : subject === ""
    ? []
    : say` of ${name("what it is about", subject)}`;
  return say`${text("event", type, subject)} at ${time("event at", at, type)}${more}`;
}
