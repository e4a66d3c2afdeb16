import { clockTrouble } from "../causes/clock_trouble.ts";
import { factsFrom } from "../fact.ts";
import { counted, say } from "../sentence.ts";
import { defineTopic } from "../topic.ts";

/** What the clock says, and whether it went back. */
export const clock = defineTopic({
  name: "clock",
  about: "the clock",
  example: "Is the clock right?",
  words: ["clock", "clocks", "ntp", "chrony", "timesyncd", "timezone", "date"],
  needs: ["events", "services"],
  series: [],
  further: ["clock_trouble"],
  say: (known) => {
    const { events, at } = known;
    const { figure, time } = factsFrom({ source: "events.list", at });
    const said = say`The clock of this host says ${time("clock", at)}`;
    if (events === null || clockTrouble.find(known).length > 0) return [said];
    const looked_at = figure("events of the last day", events.items.length, "");
    return [said, say`By ${counted(looked_at, "event")} of the last day it did not go back`];
  },
});
