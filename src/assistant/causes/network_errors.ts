import { defineCause, scoreOf } from "../cause.ts";
import { factsFrom } from "../fact.ts";
import type { Course, Known } from "../known.ts";
import { counted, say } from "../sentence.ts";

/** Errors of an interface in an hour. */
const ERRORS = { from: 10, worst: 1000 };
/** Packets that it dropped in an hour; some are dropped wherever there is much traffic. */
const DROPPED = { from: 1000, worst: 100_000 };

/** An interface that loses packets now; those since boot may be long ago. */
export const networkErrors = defineCause({
  name: "network_errors",
  topics: ["network"],
  categories: ["network"],
  needs: ["health", "hour"],
  series: ["network_errors", "network_dropped"],
  commands: [
    {
      command: "ip -s -s link show dev SUBJECT",
      without: "ip -s -s link",
      why: "Errors of every interface, by their kinds",
    },
    { command: "nstat -az", why: "What is lost further up, by protocols" },
  ],
  find: (known) =>
    (known.health?.network ?? []).filter((one) => one.interface !== "lo").flatMap((one) => {
      const errors = riseOf("network_errors", one.interface, known);
      const dropped = riseOf("network_dropped", one.interface, known);
      if (errors === null || dropped === null) return [];
      const score = Math.max(
        scoreOf(errors.rise, ERRORS.from, ERRORS.worst),
        scoreOf(dropped.rise, DROPPED.from, DROPPED.worst),
      );
      if (score === 0) return [];
      const { figure, name } = factsFrom({ source: "metrics.query", at: errors.at });
      const figureOf = (what: string, { rise, samples }: Rise) =>
        figure(`${what} in the last hour`, rise, "", one.interface, samples.max);
      return [{
        score,
        subject: one.interface,
        sentence: say`The interface ${
          name("interface", one.interface)
        } loses packets: in the last hour it had ${
          counted(figureOf("errors", errors), "error")
        } and dropped ${counted(figureOf("packets dropped", dropped), "packet")}`,
      }];
    }),
});

interface Rise extends Pick<Course, "samples" | "at"> {
  /** From the first to the last value; they count from boot on and begin anew with it. */
  readonly rise: number;
}

function riseOf(series: string, subject: string, { hour }: Known): Rise | null {
  const course = hour?.find((one) => one.series === series && one.subject === subject);
  if (course === undefined) return null;
  const { first, last, samples, at } = course;
  return { rise: Math.round(last >= first ? last - first : last), samples, at };
}
