import type { Command } from "../../command.ts";
import { defineScreen, intervalOption, oneTry } from "../../live/command.ts";
import { renderHealth } from "../health.ts";
import { SECONDS, watch } from "./_watch.ts";

/** `cortex watch health` */
export const command: Command = defineScreen({
  options: intervalOption(SECONDS),
  examples: [
    { args: "watch", summary: "The host on one screen, every 2 seconds" },
    { args: "watch health --interval 10", summary: "Every 10 seconds" },
  ],
  program: ({ values: { interval } }, client) =>
    watch({
      interval_seconds: interval,
      wish: () => null,
      load: (_, signal) => client.health.get({}, oneTry(signal)),
      render: renderHealth,
    }),
  documents: (health) => [health],
});
