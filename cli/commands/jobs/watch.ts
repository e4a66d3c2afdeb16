import type { JobDetail } from "../../../src/contract/wire.ts";
import { type Command, defineCommand } from "../../command.ts";
import { follow } from "../../follow.ts";
import { newsLine } from "../../text/jobs.ts";
import { findJobs } from "./_find.ts";

/** `cortex jobs watch`: ends with the job; the exit code says whether it is done. */
export const command: Command = defineCommand({
  operands: [{ name: "ID", summary: "Id of the job, or its beginning as the list shows it" }],
  examples: [
    { args: "jobs watch 3f2a91bc", summary: "Progress and log, until it has ended" },
    { args: "jobs watch 3f2a91bc --json", summary: "The same as lines of JSON, for a program" },
  ],
  run: async ({ operands }, context) => {
    const [id = ""] = await findJobs(await context.client(), operands, "jobs watch");
    const ended: JobDetail[] = [];
    const outcome = await follow(context, "jobs.stream", { id }, (news) => {
      if (news.type === "ended") ended.push(news.job);
      return newsLine(news);
    });
    return { ...outcome, exit: ended[0]?.state === "done" ? 0 : 1 };
  },
});
