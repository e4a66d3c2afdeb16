import type { Command } from "../command.ts";
import { defineScreen, intervalOption } from "../live/command.ts";
import type { Program } from "../live/program.ts";
import { load, press, START, type TopData, type TopModel, type TopWish, wishOf } from "./top/model.ts";
import { tableRows, view } from "./top/view.ts";

/** `cortex top`: the host, its processes and users, as they change. */
export const command: Command = defineScreen({
  options: intervalOption(1),
  examples: [
    { args: "top", summary: "Processes by CPU; Tab shows users, ? the keys" },
    { args: "top --interval 5", summary: "Ask every 5 seconds" },
    { args: "top | head -30", summary: "Once, without a terminal" },
  ],
  program: ({ values: { interval = 1 } }, client): Program<TopModel, TopData, TopWish> => ({
    start: START,
    interval_ms: interval * 1000,
    wish: wishOf,
    load: (wish, signal) => load(client, wish, signal),
    // Colour and time change no height.
    press: (model, key, size) => press(model, key, tableRows(model, { ...size, color: false, now: 0 })),
    view,
  }),
  documents: ({ health, list }) => [health, list.page],
});
