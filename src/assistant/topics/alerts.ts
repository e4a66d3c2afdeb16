import { factsFrom } from "../fact.ts";
import { counted, say } from "../sentence.ts";
import { defineTopic } from "../topic.ts";

/** Alerts told of one by one. */
const NAMED = 5;

/** What is wrong, as far as a rule says so. */
export const alerts = defineTopic({
  name: "alerts",
  about: "open alerts",
  example: "Is anything wrong?",
  words: [
    "alert",
    "alerts",
    "warning",
    "warnings",
    "critical",
    "wrong",
    "problem",
    "problems",
    "error",
    "errors",
  ],
  needs: ["alerts"],
  series: [],
  say: ({ at, alerts }) => {
    if (alerts === null) return [];
    const { figure } = factsFrom({ source: "alerts.list", at });
    const { critical, error, warning, info } = alerts.counts;
    const open = figure("open alerts", critical + error + warning + info, "");
    if (open.value === 0) return [say`The daemon has ${open} open alerts`];
    return [
      say`The daemon has ${counted(open, "open alert")}: ${
        figure("critical alerts", critical, "")
      } critical, ${figure("errors", error, "")} errors, ${figure("warnings", warning, "")} warnings, ${
        figure("notes", info, "")
      } for information`,
      ...alerts.items.slice(0, NAMED).map(({ message, severity, raised_at, subject }) => {
        const { text, time } = factsFrom({ source: "alerts.list", at: raised_at });
        return say`${text("alert", message, subject)} (${text("severity", severity, subject)}, since ${
          time("raised", raised_at, subject)
        })`;
      }),
    ];
  },
});
