import { type Command, defineCommand } from "../../command.ts";
import { jobLines } from "../../text/jobs.ts";
import { paint } from "../../text/paint.ts";
import { findJobs } from "./_find.ts";

/** `cortex jobs show`: one job with its log and its result. */
export const command: Command = defineCommand({
  operands: [{ name: "ID", summary: "Id of the job, or its beginning as the list shows it" }],
  examples: [{ args: "jobs show 3f2a91bc", summary: "What it said and how it ended" }],
  run: async ({ operands }, context) => {
    const client = await context.client();
    const [id = ""] = await findJobs(client, operands, "jobs show");
    const job = await client.jobs.get({ id });
    return { json: [job], render: (view) => paint(jobLines(job, view), view) };
  },
});
