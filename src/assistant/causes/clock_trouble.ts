import { defineCause, type Finding, scoreOf } from "../cause.ts";
import { factsFrom } from "../fact.ts";
import type { Known } from "../known.ts";
import { say } from "../sentence.ts";

/** How far the clock went back, seconds; less may be the order in which things were written down. */
const BACK = { from: 30, worst: 3600 };
/** What keeps the clock right has failed. */
const UNKEPT = 0.5;
/** Units that keep the clock right. */
const KEEPERS = /^(chronyd?|ntpd?|ntpsec|openntpd|systemd-timesyncd|systemd-time-wait-sync)\.service$/;

/** The clock was set back, or what keeps it right has failed. */
export const clockTrouble = defineCause({
  name: "clock_trouble",
  topics: ["clock", "changes", "services"],
  categories: ["system", "service"],
  needs: ["events", "services"],
  series: [],
  commands: [
    { command: "timedatectl status", why: "What the clock says, and whether anything keeps it right" },
    { command: "timedatectl timesync-status", why: "By which server, and how far off (systemd-timesyncd)" },
    { command: "chronyc tracking", why: "The same (chrony)" },
  ],
  find: (known) => [...setBack(known), ...unkept(known)],
});

/** The furthest that the clock went back: an event of a higher number has an earlier time. */
function setBack({ events }: Known): Finding[] {
  const steps = (events?.items ?? []).toSorted((a, b) => a.seq - b.seq).flatMap((before, index, all) => {
    const after = all[index + 1];
    return after === undefined
      ? []
      : [{ before, after, seconds: (Date.parse(before.at) - Date.parse(after.at)) / 1000 }];
  });
  const [furthest] = steps.toSorted((a, b) => b.seconds - a.seconds);
  if (furthest === undefined) return [];
  const { before, after, seconds } = furthest;
  const score = scoreOf(seconds, BACK.from, BACK.worst);
  if (score === 0) return [];
  const { figure, time } = factsFrom({ source: "events.list", at: after.at });
  return [{
    score,
    subject: "",
    sentence: say`The clock was set back by ${figure("set back by", seconds, "seconds")}: after an event of ${
      time("event before", before.at, before.type)
    } came one of ${time("event after it", after.at, after.type)}`,
  }];
}

function unkept({ services }: Known): Finding[] {
  const at = services?.checked_at ?? null;
  if (services === null || at === null) return [];
  const { name, text } = factsFrom({ source: "services.failed", at });
  return services.items.filter(({ unit }) => KEEPERS.test(unit)).map(({ unit, sub }) => ({
    score: UNKEPT,
    subject: unit,
    sentence: say`Nothing may keep the clock right: ${name("failed unit", unit)} is ${
      text("state of the unit", sub, unit)
    }`,
  }));
}
