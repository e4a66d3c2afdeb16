import type { Command } from "../../command.ts";
import { defineScreen, intervalOption, oneTry } from "../../live/command.ts";
import { alertsInput, LIST_OPTIONS, renderAlerts } from "../alerts/list.ts";
import { SECONDS, watch } from "./_watch.ts";

/** Alerts that can be scrolled through: the newest. */
const MOST = 200;

/** `cortex watch alerts` */
export const command: Command = defineScreen({
  options: { ...LIST_OPTIONS, ...intervalOption(SECONDS) },
  examples: [
    { args: "watch alerts --open", summary: "What wants attention, as it comes and goes" },
    { args: "watch alerts --severity critical", summary: "Only the worst" },
  ],
  program: ({ values: { interval, ...filters } }, client) =>
    watch({
      interval_seconds: interval,
      wish: () => ({ ...alertsInput(filters), limit: MOST }),
      load: (wish, signal) => client.alerts.list(wish, oneTry(signal)),
      render: renderAlerts,
    }),
  documents: (page) => [page],
});
