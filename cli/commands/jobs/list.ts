import type { Command } from "../../command.ts";
import { defineList } from "../../list.ts";
import { given } from "../../option.ts";
import type { Job } from "../../../src/contract/wire.ts";
import { age } from "../../text/format.ts";
import { jobProgress, jobState } from "../../text/jobs.ts";
import { paint } from "../../text/paint.ts";
import { type Column, table } from "../../text/table.ts";

/** `cortex jobs list`: what runs and what ended within the last day. */
export const command: Command = defineList({
  operation: "jobs.list",
  options: {
    state: {
      type: "choice",
      value: "STATE",
      choices: ["running", "done", "failed", "cancelled", "lost"],
      summary: "Only running, done, failed, cancelled or lost ones",
    },
    kind: { type: "text", value: "KIND", summary: "Only jobs of this kind" },
  },
  examples: [
    { args: "jobs", summary: "Jobs of the last day" },
    { args: "jobs --state running", summary: "What runs now" },
  ],
  input: ({ values: { state, kind } }) => given({ state, kind }),
  render: ({ items }, view) => {
    if (items.length === 0) return paint([["No jobs within the last day"]], view);
    return paint(
      table(items, [
        { title: "ID", cell: ({ id }) => id.slice(0, 8) },
        { title: "STATE", cell: jobState },
        { title: "PROGRESS", align: "right", cell: jobProgress },
        { title: "STARTED", align: "right", cell: ({ started_at }) => age(started_at, view.now) },
        { title: "KIND", cell: ({ kind }) => kind, spare: 1 },
        { title: "TITLE", cell: ({ title }) => title, cut: 2 },
        ...(items.some((job) => errorOf(job) !== "") ? [ERROR] : []),
      ], view),
      view,
    );
  },
});

const ERROR: Column<Job> = { title: "ERROR", cell: errorOf, cut: 1 };

/** Why a job is not done, where its state does not say that. */
function errorOf({ error, state }: Job): string {
  return state === "cancelled" ? "" : error?.message ?? "";
}
