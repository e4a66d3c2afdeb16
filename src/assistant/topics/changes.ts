import { factsFrom } from "../fact.ts";
import type { LastEvents } from "../known.ts";
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
  words: ["change", "changed", "changes", "happened", "event", "events", "recently", "history"],
  needs: ["events"],
  series: [],
  say: ({ events, at }) => {
    if (events === null) return [];
    const { figure } = factsFrom({ source: "events.list", at });
    const total = figure("events of the last day", events.items.length, "");
    if (events.items.length === 0) return [say`In the last day there were ${total} events`];
    return [
      say`In the last day there were ${events.more ? AT_LEAST : []}${counted(total, "event")}: ${
        kindsOf(events, at)
      }`,
      say`The latest are ${listed(events.items.slice(0, NAMED).map(eventOf), "; ")}`,
    ];
  },
});

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

function eventOf({ type, subject, at, data }: LastEvents["items"][number]): Sentence {
  const { name, text, time } = factsFrom({ source: "events.list", at });
  const message = data["message"];
  const more = typeof message === "string"
    ? say`: ${text("what it says", message, subject)}`
    : subject === ""
    ? []
    : say` of ${name("what it is about", subject)}`;
  return say`${text("event", type, subject)} at ${time("event at", at, type)}${more}`;
}
