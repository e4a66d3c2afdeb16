import { factsFrom } from "../fact.ts";
import { counted, listed, say } from "../sentence.ts";
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
  further: [],
  say: ({ at, alerts }) => {
    if (alerts === null) return [];
    const { figure, text } = factsFrom({ source: "alerts.list", at });
    const counts = Object.entries(alerts.counts).reverse();
    const open = figure("open alerts", counts.reduce((sum, [, count]) => sum + count, 0), "");
    if (open.value === 0) {
      return [say`Nothing is wrong by any rule of the daemon: it has ${open} open alerts`];
    }
    const each = counts.filter(([, count]) => count > 0).map(([severity, count]) =>
      say`${figure("open alerts of a severity", count, "", severity)} of severity ${
        text("severity", severity)
      }`
    );
    return [
      say`The daemon has ${counted(open, "open alert")}: ${listed(each)}`,
      ...alerts.items.slice(0, NAMED).map(({ message, severity, raised_at, subject }) => {
        const { text, time } = factsFrom({ source: "alerts.list", at: raised_at });
        return say`${text("alert", message, subject)} (${text("severity", severity, subject)}, since ${
          time("raised", raised_at, subject)
        })`;
      }),
    ];
  },
});
