import { type Command, defineCommand } from "../../command.ts";
import { jobState } from "../../text/jobs.ts";
import { paint } from "../../text/paint.ts";
import { findJobs } from "./_find.ts";

/** `cortex jobs cancel`: ends once the job has. */
export const command: Command = defineCommand({
  operands: [{ name: "ID", summary: "Id of the job, or its beginning as the list shows it" }],
  examples: [{ args: "jobs cancel 3f2a91bc", summary: "End it" }],
  run: async ({ operands }, context) => {
    const client = await context.client();
    const [id = ""] = await findJobs(client, operands, "jobs cancel");
    const job = await client.jobs.cancel({ id });
    return { json: [job], render: (view) => paint([[jobState(job), `  ${job.title}`]], view) };
  },
});
