import { defineCause } from "../cause.ts";
import { factsFrom } from "../fact.ts";
import { say } from "../sentence.ts";

/** A unit has failed or it has not. */
const SCORE = 0.8;
/** Units named. */
const NAMED = 5;

/** A unit of systemd has failed. */
export const failedService = defineCause({
  name: "failed_service",
  topics: ["services"],
  categories: ["service"],
  needs: ["services"],
  series: [],
  commands: [
    { command: "systemctl --failed", why: "Every unit that has failed" },
    { command: "systemctl status --no-pager SUBJECT", why: "How it ended" },
    { command: "journalctl -b -u SUBJECT -n 50", why: "The last that it said" },
    { command: "journalctl -b -p err -n 50", why: "The last errors since boot" },
  ],
  find: ({ services }) =>
    (services?.items ?? []).slice(0, NAMED).flatMap(({ unit, sub }) => {
      if (services === null || services.checked_at === null) return [];
      const { name } = factsFrom({ source: "services.failed", at: services.checked_at });
      return [{
        score: SCORE,
        subject: unit,
        sentence: say`The unit ${name("failed unit", unit)} is ${name("state of the unit", sub)}`,
      }];
    }),
});
